package ampro.hub.demo;

import ampro.hub.card.Sex;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Invented applicants: the first six are always the same, everyone after them is drawn by lot from
/// names of Madagascar, West and East Africa, Portugal and France. Application `i` of a seed is the
/// same in every run and does not depend on how many are asked for.
public final class SamplePeople {
    /// Old enough for every category since 2026, and nobody is 70.
    private static final LocalDate BORN_FROM = LocalDate.of(1962, 1, 1);

    private static final LocalDate BORN_TO = LocalDate.of(2004, 12, 31);
    private static final String GLASSES = "01";
    private static final String AUTOMATIC = "78";
    private static final Names NAMES = load();

    private record Person(
            String surname,
            String givenNames,
            String birthDate,
            String birthPlace,
            String sex,
            List<String> categories) {}

    private record Region(
            int weight,
            List<String> surnames,
            List<String> women,
            List<String> men,
            List<String> places) {}

    private record Names(
            List<Person> first,
            List<Region> regions,
            List<String> streets,
            Map<String, String> sites,
            List<List<String>> categories) {}

    private SamplePeople() {}

    public static List<SampleApplication> draw(int count, long seed) {
        return IntStream.range(0, count).mapToObj(i -> application(i, seed)).toList();
    }

    public static SampleApplication application(int index, long seed) {
        RandomGenerator random = new SplittableRandom(seed * 1_000_003 + index);
        Person person = index < NAMES.first().size() ? NAMES.first().get(index) : person(random);
        String site = pick(random, List.of("TNR", "TNR", "TNR", "TMM", "TMM", "FNR"));
        boolean glasses = random.nextInt(4) == 0;
        boolean automatic = random.nextInt(12) == 0;
        return new SampleApplication(
                random.nextInt(5) == 0 ? "renewal" : "new",
                site,
                person.surname(),
                person.givenNames(),
                person.birthDate(),
                person.birthPlace(),
                person.sex(),
                List.of(pick(random, NAMES.streets()), NAMES.sites().getOrDefault(site, site)),
                person.categories(),
                restrictions(glasses, automatic),
                portrait(random.nextLong(), person, glasses),
                base64(SampleSignature.png(random.nextLong())));
    }

    private static List<String> restrictions(boolean glasses, boolean automatic) {
        return Stream.of(glasses ? GLASSES : "", automatic ? AUTOMATIC : "")
                .filter(code -> !code.isEmpty())
                .toList();
    }

    private static String portrait(long seed, Person person, boolean glasses) {
        return base64(SamplePortraits.png(seed, Sex.valueOf(person.sex()), glasses));
    }

    private static String base64(byte[] file) {
        return Base64.getEncoder().encodeToString(file);
    }

    private static Person person(RandomGenerator random) {
        Region region = region(random);
        boolean woman = random.nextBoolean();
        long born = random.nextLong(BORN_FROM.toEpochDay(), BORN_TO.toEpochDay() + 1);
        return new Person(
                pick(random, region.surnames()),
                pick(random, woman ? region.women() : region.men()),
                LocalDate.ofEpochDay(born).toString(),
                pick(random, region.places()),
                woman ? "F" : "M",
                pick(random, NAMES.categories()));
    }

    private static Region region(RandomGenerator random) {
        return pick(
                random,
                NAMES.regions().stream()
                        .flatMap(r -> Collections.nCopies(r.weight(), r).stream())
                        .toList());
    }

    private static <T> T pick(RandomGenerator random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static Names load() {
        try (InputStream in = SamplePeople.class.getResourceAsStream("sample-names.json")) {
            return JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .build()
                    .readValue(in, Names.class);
        } catch (IOException e) {
            throw new UncheckedIOException("sample-names.json is part of this program", e);
        }
    }
}

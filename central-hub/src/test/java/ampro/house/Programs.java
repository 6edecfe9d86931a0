package ampro.house;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// The classes of hub, station and firmware-config without their tests, and the words in which the
/// rules speak of them.
final class Programs {
    /// What jte makes of a page is read as the page, not as Java.
    private static final Pattern MADE_OF_A_PAGE = Pattern.compile(".*/Jte\\w+Generated.*");

    static final JavaClasses ALL =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.matches(MADE_OF_A_PAGE))
                    .importPackages("ampro");

    static final DescribedPredicate<JavaClass> OURS =
            resideInAnyPackage("ampro.hub..", "ampro.station..", "ampro.firmware..");

    private static final Set<String> COMPOSITION_ROOTS =
            Set.of(
                    "ampro.hub.Hub",
                    "ampro.hub.HubDesk",
                    "ampro.station.Station",
                    "ampro.station.StoppedStation");

    static final DescribedPredicate<JavaClass> NO_STORE =
            outermost("are no store", name -> !name.endsWith("Store"));

    static final DescribedPredicate<JavaClass> AWAY_FROM_HTTP =
            outermost(
                    "are neither routes nor pages nor a composition root",
                    name ->
                            !name.endsWith("Routes")
                                    && !name.endsWith("Pages")
                                    && !COMPOSITION_ROOTS.contains(name));

    static final DescribedPredicate<JavaClass> NEITHER_ROOT_NOR_MAIN =
            outermost(
                    "are neither a composition root nor a main",
                    name -> !name.endsWith("Main") && !COMPOSITION_ROOTS.contains(name));

    private Programs() {}

    /// Our classes outside these packages should not …
    static ClassesShould fence(String... packages) {
        return fence(alwaysTrue(), packages);
    }

    static ClassesShould fence(DescribedPredicate<JavaClass> outside, String... packages) {
        return noClasses().that(OURS).and(outside).and(resideOutsideOfPackages(packages)).should();
    }

    /// The rule holds for the programs, and fails for the planted sources.
    static void hold(ArchRule rule, Path temp, String... planted) {
        ArchRule evenIfThereIsNothingYet = rule.allowEmptyShould(true);
        assertThat(evenIfThereIsNothingYet.evaluate(Planted.classes(temp, planted)).hasViolation())
                .as("seen to fail: %s, by %s", rule.getDescription(), planted[0])
                .isTrue();
        evenIfThereIsNothingYet.check(ALL);
    }

    /// A nested class or a lambda is judged by the class in whose file it stands.
    private static DescribedPredicate<JavaClass> outermost(
            String description, Predicate<String> name) {
        return describe(description, type -> name.test(type.getName().replaceFirst("[$].*", "")));
    }
}

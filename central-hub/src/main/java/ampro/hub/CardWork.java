package ampro.hub;

import ampro.hub.application.Applications;
import ampro.hub.card.CardIdentity;
import ampro.hub.card.CardRules;
import ampro.hub.card.Category;
import ampro.hub.card.CountryProfile;
import ampro.hub.card.Licences;
import ampro.hub.card.Parsed;
import ampro.hub.card.Portrait;
import ampro.hub.card.Signature;
import ampro.hub.custody.Grants;
import ampro.hub.paper.CardProof;
import ampro.hub.paper.LicenceArtwork;
import ampro.hub.paper.UnprintableException;
import ampro.hub.store.Database;
import ampro.hub.web.Outcome;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The composition root's part for cards: country, rules and paper, as those who must not know them
/// use them.
final class CardWork {
    private final CountryProfile country = CountryProfile.load();
    private final CardRules rules = CardRules.load();
    private final CardProof proof = new CardProof(country, rules);

    CountryProfile country() {
        return country;
    }

    Applications applications(Database database, InstantSource clock) {
        Set<String> categories =
                Arrays.stream(Category.values()).map(Enum::name).collect(Collectors.toSet());
        return new Applications(
                database,
                clock,
                categories,
                new Applications.Judges(
                        file -> outcome(Portrait.read(file), Portrait::jpeg),
                        file -> outcome(Signature.read(file), Signature::jpeg),
                        proof::wrong));
    }

    Licences licences(Database database, Applications applications, InstantSource clock) {
        return new Licences(database, applications, country, rules, proof::unprintable, clock);
    }

    Grants.Artist artist(Licences licences) {
        return (job, identity) -> {
            try {
                return Outcome.done(
                        LicenceArtwork.draw(
                                job.id(),
                                licences.cardData(job.application()),
                                country,
                                new CardIdentity(identity)));
            } catch (UnprintableException e) {
                return Outcome.conflict("not-drawn", "the card cannot be drawn: " + e.getMessage());
            }
        };
    }

    /// The card's own judgement of pictures, in the words of the intake.
    private static <T> Outcome<byte[]> outcome(Parsed<T> parsed, Function<T, byte[]> jpeg) {
        return switch (parsed) {
            case Parsed.Read<T>(T value) -> Outcome.done(jpeg.apply(value));
            case Parsed.Refused<T>(String field, String reason) ->
                    Outcome.invalid(List.of(new Outcome.FieldError(field, reason)));
        };
    }
}

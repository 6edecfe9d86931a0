package ampro.hub.card;

import ampro.hub.application.Application;
import ampro.hub.application.ApplicationStore;
import ampro.hub.application.Applications;
import ampro.hub.application.Status;
import ampro.hub.store.Database;
import ampro.hub.store.Numbers;
import ampro.hub.web.Actor;
import ampro.hub.web.Json;
import ampro.hub.web.Outcome;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Approving an application and, by itself, what follows: the licence number and the rule report. A
/// failed rule, or a card that cannot be drawn, sends the application back to review with the
/// reason.
public final class Licences {
    /// The issuing authority's number, first in every licence number.
    private static final String PREFIX = "T01";

    private final Database database;
    private final Applications applications;
    private final CountryProfile country;
    private final CardRules rules;
    private final Function<CardData, Optional<String>> unprintable;
    private final InstantSource clock;

    /// `unprintable` tries the paper: why this card cannot be drawn, if it cannot.
    public Licences(
            Database database,
            Applications applications,
            CountryProfile country,
            CardRules rules,
            Function<CardData, Optional<String>> unprintable,
            InstantSource clock) {
        this.database = database;
        this.applications = applications;
        this.country = country;
        this.rules = rules;
        this.unprintable = unprintable;
        this.clock = clock;
    }

    public Outcome<Application> approve(String id, Actor by) {
        return database.write(handle ->
                applications
                        .move(handle, id, Status.APPROVED, by, null)
                        .then(approved -> generate(handle, approved)));
    }

    /// Everything the card of this application shows.
    public CardData cardData(String application) {
        return database.read(handle -> {
            Application a = ApplicationStore.find(handle, application).orElseThrow();
            LicenceStore.Row licence =
                    LicenceStore.find(handle, String.valueOf(a.licence())).orElseThrow();
            return cardData(
                    handle,
                    a,
                    new LicenceNumber(licence.number()),
                    LocalDate.parse(licence.issuedOn()));
        });
    }

    private Outcome<Application> generate(Handle handle, Application approved) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LicenceNumber number =
                LicenceNumber.of(PREFIX, Math.toIntExact(Numbers.next(handle, "licence")));
        CardData data = cardData(handle, approved, number, today);
        RuleReport report = rules.report(data, country);
        String why =
                report.passed()
                        ? unprintable.apply(data).orElse("")
                        : report.failures().stream()
                                .map(RuleReport.Finding::sentence)
                                .collect(Collectors.joining(" "));
        if (!why.isEmpty()) {
            return applications.move(handle, approved.id(), Status.UNDER_REVIEW, Actor.HUB, why);
        }
        LicenceStore.insert(
                handle,
                new LicenceStore.Row(
                        number.compact(),
                        approved.id(),
                        "pending_collection",
                        data.issued().toString(),
                        data.expires().toString()));
        applications.generated(handle, approved.id(), number.compact(), Json.write(report));
        return applications.move(
                handle, approved.id(), Status.LICENSE_GENERATED, Actor.HUB, report.wording());
    }

    private CardData cardData(
            Handle handle, Application application, LicenceNumber number, LocalDate issued) {
        return CardData.of(
                application.holder().value(),
                application.categories(),
                Portrait.stored(ApplicationStore.portrait(handle, application.id())),
                ApplicationStore.signature(handle, application.id()).map(Signature::stored),
                number,
                issued,
                country);
    }
}

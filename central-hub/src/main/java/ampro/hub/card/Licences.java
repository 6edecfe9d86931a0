package ampro.hub.card;

import ampro.firmware.wire.Sensitive;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// Approving an application and, by itself, what follows: the licence number and the rule report. A
/// failed rule sends the application back to review with the reason.
public final class Licences {
    /// The issuing authority's number, first in every licence number.
    private static final String PREFIX = "T01";

    private final Database database;
    private final Applications applications;
    private final CountryProfile country;
    private final CardRules rules;
    private final InstantSource clock;

    public Licences(
            Database database,
            Applications applications,
            CountryProfile country,
            CardRules rules,
            InstantSource clock) {
        this.database = database;
        this.applications = applications;
        this.country = country;
        this.rules = rules;
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
        if (!report.passed()) {
            String why =
                    report.failures().stream()
                            .map(RuleReport.Finding::sentence)
                            .collect(Collectors.joining(" "));
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
        ampro.hub.application.Holder person = application.holder().value();
        LocalDate expires = country.expiry(issued);
        Portrait portrait = Portrait.stored(ApplicationStore.portrait(handle, application.id()));
        Holder holder =
                new Holder(
                        person.surname(),
                        person.givenNames(),
                        LocalDate.parse(person.birthDate()),
                        Optional.ofNullable(person.birthPlace()).orElse(""),
                        person.sex() == null ? Sex.X : Sex.valueOf(person.sex()),
                        person.address(),
                        Optional.empty(),
                        portrait,
                        ApplicationStore.signature(handle, application.id())
                                .map(Signature::stored));
        List<Entitlement> entitlements =
                application.categories().stream()
                        .map(code -> Category.of(code).orElseThrow())
                        .map(category -> new Entitlement(category, issued, expires, List.of()))
                        .toList();
        return new CardData(
                number,
                issued,
                expires,
                country.authority(),
                new Sensitive<>(holder),
                entitlements,
                person.restrictions());
    }
}

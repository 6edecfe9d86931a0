package ampro.hub.application;

import ampro.firmware.wire.Sensitive;
import ampro.hub.application.ApplicationListStore.Asked;
import ampro.hub.staff.Staff;
import ampro.hub.store.Database;
import ampro.hub.web.Actor;
import ampro.hub.web.Call;
import ampro.hub.web.Layout;
import ampro.hub.web.TimelineView;
import ampro.hub.web.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what the pages of applications show.
record ApplicationViews(
        Database database,
        Applications applications,
        Staff staff,
        BiFunction<Application, Words, Trail> trails) {
    private static final int PAGE_ROWS = 50;

    /// A page of the list; `self` is its address, to which the next page adds where it goes on.
    ApplicationsView list(
            Layout layout, Asked asked, @Nullable String after, String self, Actor reader) {
        return database.read(handle -> {
            Map<String, Long> counts = new LinkedHashMap<>();
            ApplicationStore.stages(handle)
                    .forEach((status, stage) -> {
                        if (stage.count() > 0 || status == asked.status()) {
                            counts.put(status.code(), stage.count());
                        }
                    });
            Map<String, String> sites = SiteStore.names(handle);
            List<Application> page = ApplicationListStore.page(handle, asked, after, PAGE_ROWS);
            return new ApplicationsView(
                    layout,
                    asked.status() == null ? null : asked.status().code(),
                    counts,
                    page.stream().map(a -> row(a, sites, reader, layout.asOf())).toList(),
                    ApplicationListStore.count(handle, asked),
                    page.size() < PAGE_ROWS ? null : self + "&after=" + page.getLast().id());
        });
    }

    private static ApplicationsView.Row row(
            Application a, Map<String, String> sites, Actor reader, Instant now) {
        return new ApplicationsView.Row(
                a.id(),
                ApplicationPages.address(a.id()),
                new Sensitive<>(a.holder().value().name()),
                a.type(),
                a.categories(),
                a.status().code(),
                Duration.between(a.changedAt(), now),
                sites.getOrDefault(a.site(), a.site()),
                ApplicationAction.obvious(a, reader).orElse(null));
    }

    /// One application's page, or what its fragments need of it.
    ApplicationView file(Call call, Layout layout, Application a, @Nullable String refusal) {
        Applications.Past past = applications.past(a.id());
        Map<String, String> names = staff.names();
        Map<String, String> sites = database.read(SiteStore::names);
        String site = sites.getOrDefault(a.site(), a.site());
        Trail trail = trails.apply(a, layout.words());
        Stream<TimelineView.Entry> own =
                past.history().stream()
                        .map(change ->
                                new TimelineView.Entry(
                                        Instant.ofEpochMilli(change.at()),
                                        "application.state",
                                        change.toStatus(),
                                        names.getOrDefault(change.actor(), change.actor()),
                                        change.reason()));
        Stream<TimelineView.Entry> cards =
                trail.entries().stream()
                        .map(entry -> entry.by(names.getOrDefault(entry.who(), entry.who())));
        return new ApplicationView(
                layout,
                a.id(),
                a.status().code(),
                reason(a, past),
                person(a),
                a.type(),
                a.categories(),
                trail.licence(),
                site,
                site,
                trail.priority(),
                trail.pictures(),
                checks(past, names),
                trail.ticks(),
                TimelineView.of(Stream.concat(own, cards).toList()),
                trail.chain(),
                ApplicationAction.offered(call, a, trail),
                refusal);
    }

    private static ApplicationView.Person person(Application a) {
        Holder holder = a.holder().value();
        return new ApplicationView.Person(
                new Sensitive<>(holder.name()),
                new Sensitive<>(LocalDate.parse(holder.birthDate())),
                ApplicationPages.address(a.id()) + "/portrait");
    }

    /// Why it stands where it stands, where somebody said so.
    private static @Nullable String reason(Application a, Applications.Past past) {
        return switch (a.status()) {
            case PENDING_DOCUMENTS, PENDING_PAYMENT, REJECTED, CANCELLED, UNDER_REVIEW ->
                    past.history().getLast().reason();
            case APPLIED,
                    SUBMITTED,
                    APPROVED,
                    LICENSE_GENERATED,
                    QUEUED_FOR_PRINTING,
                    PRINTING,
                    PRINTED,
                    SHIPPED,
                    READY_FOR_COLLECTION,
                    COMPLETED ->
                    null;
        };
    }

    private static List<ApplicationView.Check> checks(
            Applications.Past past, Map<String, String> names) {
        return Stream.of(Subject.values())
                .map(subject ->
                        past.verifications().stream()
                                .filter(seen -> seen.subject().equals(subject.code()))
                                .findFirst()
                                .map(seen ->
                                        new ApplicationView.Check(
                                                seen.subject(),
                                                names.getOrDefault(seen.actor(), seen.actor()),
                                                Instant.ofEpochMilli(seen.at())))
                                .orElse(new ApplicationView.Check(subject.code(), null, null)))
                .toList();
    }
}

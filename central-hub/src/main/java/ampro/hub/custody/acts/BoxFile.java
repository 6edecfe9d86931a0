package ampro.hub.custody.acts;

import ampro.firmware.wire.FeedingRule;
import ampro.firmware.wire.StationId;
import ampro.hub.custody.Job;
import ampro.hub.custody.Retirement;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.Asking.Fact;
import ampro.hub.staff.second.SecondPerson;
import ampro.hub.station.StationStore;
import ampro.hub.web.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// A station's box on its way out of service: what is done and what is still open.
///
/// @param takenIn the act by which two people took this very box in
record BoxFile(StationStore.Row station, @Nullable Asking takenIn, Retirement.Open open) {

    /// How many blanks are booked there; not for who counts them.
    static final String BLANKS = "blanks";

    static Outcome<BoxFile> read(Handle handle, String id) {
        return find(handle, id)
                .<Outcome<BoxFile>>map(Outcome::done)
                .orElseGet(() -> Outcome.notFound("station " + id));
    }

    private static Optional<BoxFile> find(Handle handle, String id) {
        try {
            StationId station = new StationId(id);
            return StationStore.find(handle, station)
                    .map(row ->
                            new BoxFile(
                                    row,
                                    takenIn(handle, row).orElse(null),
                                    Retirement.open(handle, station)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// An act about an earlier box of this name says nothing of this one.
    private static Optional<Asking> takenIn(Handle handle, StationStore.Row row) {
        return SecondPerson.of(handle, Act.TAKE_IN.object(row.id()), Instant.MIN).stream()
                .filter(asking -> asking.kind().equals(Act.TAKE_IN.code()))
                .filter(asking -> asking.state() == Asking.State.APPROVED)
                .filter(asking -> asking.facts().contains(incarnation(row)))
                .findFirst();
    }

    static Fact incarnation(StationStore.Row row) {
        return new Fact("incarnation", row.incarnation());
    }

    StationId id() {
        return new StationId(station.id());
    }

    boolean isRetired() {
        return station.state().equals("retired");
    }

    boolean isGuarded() {
        return FeedingRule.GUARDED.word().equals(station.feeding());
    }

    /// Whether it prints without hub and guard, or will from its next start; a code of
    /// `box.offline.<code>`, null where neither.
    @Nullable String offline() {
        boolean isSo = FeedingRule.OFFLINE_WITHOUT_GUARD.word().equals(station.feeding());
        if (isSo) {
            return station.offline() == null ? "ends" : "holds";
        }
        return station.offline() == null ? null : "begins";
    }

    boolean isReadyToRetire() {
        return takenIn != null && !isRetired() && open.jobs().isEmpty();
    }

    /// The box itself, and what hangs on it.
    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(incarnation(station));
        facts.add(new Fact("heard", heard()));
        facts.add(
                new Fact(
                        "jobs",
                        open.jobs().isEmpty()
                                ? "-"
                                : open.jobs().stream()
                                        .map(Job::id)
                                        .collect(Collectors.joining(" "))));
        facts.add(
                new Fact(
                        BLANKS,
                        Long.toString(
                                open.blanks().values().stream().mapToLong(Long::longValue).sum())));
        return facts;
    }

    /// To the second: who is heard again after the asking is not lost.
    private String heard() {
        Long at = station.seenAt();
        return at == null ? "-" : Instant.ofEpochSecond(at / 1000).toString();
    }
}

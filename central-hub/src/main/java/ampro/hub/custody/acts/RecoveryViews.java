package ampro.hub.custody.acts;

import ampro.firmware.wire.FeedingRule;
import ampro.hub.application.SiteStore;
import ampro.hub.custody.JobListStore;
import ampro.hub.custody.JobStatus;
import ampro.hub.custody.JobStore;
import ampro.hub.custody.Recovery;
import ampro.hub.station.StationStore;
import ampro.hub.store.Database;
import ampro.hub.web.Layout;
import ampro.hub.web.Layout.Banner;
import ampro.hub.web.Mark;
import ampro.hub.web.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says what a new term has stopped: on its page, and in one sentence above every other. There
/// stands, too, who prints without hub and guard.
public record RecoveryViews(Database database, Recovery recovery) {

    /// Above every page while a station is missing, or prints without hub and guard.
    public List<Banner> banners(Words words) {
        List<Banner> banners = new ArrayList<>();
        Recovery.Standing standing = recovery.standing();
        if (!standing.whole()) {
            banners.add(
                    new Banner(
                            Mark.STOP,
                            words.say("banner.recovery.title", words.at(standing.since())),
                            words.say(
                                    "banner.recovery.text",
                                    standing.missing().size(),
                                    String.join(", ", standing.missing())),
                            words.say("banner.recovery.link"),
                            "/recovery"));
        }
        List<String> unguarded = unguarded();
        if (!unguarded.isEmpty()) {
            banners.add(
                    new Banner(
                            Mark.LOOK,
                            words.say("banner.unguarded.title"),
                            words.say("banner.unguarded.text", String.join(", ", unguarded)),
                            words.say("banner.unguarded.link"),
                            unguarded.size() == 1
                                    ? "/stations/" + unguarded.getFirst()
                                    : "/stations"));
        }
        return banners;
    }

    /// Stations that print without hub and guard, or are to.
    private List<String> unguarded() {
        return database.read(StationStore::all).stream()
                .filter(station -> !station.state().equals("retired"))
                .filter(station ->
                        station.offline() != null
                                || FeedingRule.OFFLINE_WITHOUT_GUARD
                                        .word()
                                        .equals(station.feeding()))
                .map(StationStore.Row::id)
                .toList();
    }

    RecoveryView view(Layout layout) {
        Recovery.Standing standing = recovery.standing();
        return database.read(handle -> {
            Map<String, String> sites = SiteStore.names(handle);
            JobListStore.Stage waiting = JobListStore.stages(handle).get(JobStatus.RECOVERY);
            return new RecoveryView(
                    layout,
                    standing.term(),
                    standing.whole(),
                    standing.since(),
                    standing.why(),
                    waiting == null ? 0 : waiting.count(),
                    StationStore.all(handle).stream()
                            .filter(station -> !station.state().equals("retired"))
                            .map(station ->
                                    new RecoveryView.Row(
                                            station.id(),
                                            sites.getOrDefault(station.site(), station.site()),
                                            standing.missing().contains(station.id())
                                                    ? "missing"
                                                    : "reported",
                                            age(station.seenAt(), layout.asOf()),
                                            JobStore.openAt(handle, station.id()).size(),
                                            "/stations/" + station.id()))
                            .toList());
        });
    }

    private static @Nullable Duration age(@Nullable Long at, Instant now) {
        return at == null ? null : Duration.between(Instant.ofEpochMilli(at), now);
    }
}

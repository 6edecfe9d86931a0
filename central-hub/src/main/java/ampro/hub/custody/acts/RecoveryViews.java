package ampro.hub.custody.acts;

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
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says what a new term has stopped: on its page, and in one sentence above every other.
public record RecoveryViews(Database database, Recovery recovery) {

    /// Above every page while a station is missing.
    public List<Banner> banners(Words words) {
        Recovery.Standing standing = recovery.standing();
        return standing.whole()
                ? List.of()
                : List.of(
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

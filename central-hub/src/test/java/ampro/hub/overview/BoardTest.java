package ampro.hub.overview;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.application.Status;
import ampro.hub.custody.Fleet;
import ampro.hub.custody.Job;
import ampro.hub.link.Presence;
import ampro.hub.overview.BoardView.Alarm;
import ampro.hub.overview.BoardView.Kind;
import ampro.hub.overview.BoardView.Waiting;
import ampro.hub.staff.Role;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Layout;
import ampro.hub.web.Place;
import ampro.hub.web.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class BoardTest {
    private final Bench bench;
    private final Board board;

    BoardTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
        board = new Board(bench.database, bench.staff, new Fleet(new Presence(() -> {})));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anEmptyHubIsCalm() {
        BoardView view = view(Role.MANAGER);
        assertThat(view.alarms())
                .filteredOn(alarm -> alarm.kind() != Kind.LATE)
                .extracting(Alarm::count)
                .containsOnly(0L);
        assertThat(alarm(view, Kind.LATE).count()).as("not measured, so not told").isNull();
        assertThat(view.flow().open()).isZero();
        assertThat(view.flow().count("submitted").oldest()).isNull();
        assertThat(view.flow().median()).isNull();
        assertThat(view.flow().bottleneck()).isNull();
        assertThat(view.waiting()).isEmpty();
        assertThat(board.counts()).isEmpty();
    }

    @Test
    void theOldestThatWaitsForUsIsTheBottleneck() {
        bench.applications.move(
                bench.application(Status.UNDER_REVIEW).id(),
                Status.PENDING_PAYMENT,
                Bench.MIRA,
                "unpaid");
        bench.pass(Duration.ofHours(1));
        String reviewed = bench.application(Status.UNDER_REVIEW).id();
        bench.pass(Duration.ofHours(1));
        bench.application(Status.SUBMITTED);
        BoardView view = view(Role.MANAGER);
        assertThat(view.flow().bottleneck()).isEqualTo("under_review");
        assertThat(view.flow().cause()).isEqualTo("Antananarivo, 60 min");
        assertThat(view.flow().count("pending_payment").oldest()).isEqualTo(Duration.ofHours(2));
        assertThat(view.waiting()).extracting(Waiting::subject).startsWith(reviewed).hasSize(2);
        assertThat(view(Role.VIEWER).waiting()).as("nothing they could do").isEmpty();
        assertThat(board.counts()).containsEntry(Place.APPLICATIONS, 2L);
    }

    @Test
    void aCardInDoubtAndASilentStationAreSeen() {
        Box box = bench.box("tnr-01", 3);
        Job queued = bench.queued();
        bench.grants.grantAll();
        Job job = bench.job(queued);
        bench.take(box.claim(EventType.INTENT, job));
        assertThat(stationState()).isEqualTo("disconnected");
        bench.take(box.claim(EventType.UNKNOWN, job, Facts.reason("power")));
        bench.pass(Duration.ofMinutes(11));
        BoardView view = view(Role.MANAGER);
        assertThat(alarm(view, Kind.IN_DOUBT))
                .isEqualTo(
                        new Alarm(
                                Kind.IN_DOUBT,
                                1L,
                                Duration.ofMinutes(11),
                                "tnr-01",
                                "/jobs?state=in_doubt"));
        assertThat(alarm(view, Kind.SILENT).cause()).isEqualTo("tnr-01");
        assertThat(alarm(view, Kind.BLANKS_DIFFER).count()).isZero();
        assertThat(stationState()).isEqualTo("silent");
    }

    private String stationState() {
        return view(Role.MANAGER).stations().getFirst().state();
    }

    private static Alarm alarm(BoardView view, Kind kind) {
        return view.alarms().stream().filter(a -> a.kind() == kind).findFirst().orElseThrow();
    }

    private BoardView view(Role role) {
        Words words = new Words(Locale.ENGLISH, ZoneId.of("UTC"));
        return board.view(Layout.bare(words, "", bench.now()), Bench.person("ony", role));
    }
}

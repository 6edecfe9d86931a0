package ampro.proof.storage;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.problem.Problem;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.Up;
import ampro.station.store.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// A station's journal after half a shift, cut and flipped at many places, and started again.
final class DamagedJournal {
    /// What was true when the log was this long.
    private record Moment(int logBytes, long head, long acked, long chip) {}

    record Counts(int places, int same, int shorter, int stopped) {
        Counts plus(Counts other) {
            return new Counts(
                    places + other.places,
                    same + other.same,
                    shorter + other.shorter,
                    stopped + other.stopped);
        }

        @Override
        public String toString() {
            return "%d places: %d read whole, %d an earlier commit, %d stopped"
                    .formatted(places, same, shorter, stopped);
        }
    }

    private final Path folder;
    private final boolean guarded;
    private final List<Moment> moments = new ArrayList<>();
    private final Set<String> contents = new HashSet<>();
    private final List<Up.Event> events = new ArrayList<>();
    private final Chip chip = new Chip(41);
    private Images whole = new Images(new byte[0], new byte[0]);
    private Images closed = whole;
    private String last = "";
    private int copies;

    DamagedJournal(Path folder, boolean guarded) throws IOException {
        this.folder = folder;
        this.guarded = guarded;
        work();
    }

    /// Two cards whose outcome is in the database file, one in the tray, one held: only in the log.
    private void work() throws IOException {
        Path disk = Files.createDirectories(folder.resolve("true"));
        Path journal = disk.resolve(JournalCore.JOURNAL);
        try (JournalCore core = core(disk, chip)) {
            List<Runnable> day = new ArrayList<>(List.of(core::welcome));
            for (int n = 1; n <= 3; n++) {
                int card = n;
                day.add(() -> core.grant(card));
                day.add(core::acknowledge);
                day.add(() -> core.staged(card));
                day.add(core::acknowledge);
                day.add(() -> core.made(card));
                if (n < 3) {
                    day.add(() -> core.good(card));
                }
            }
            day.add(() -> core.grant(4));
            for (Runnable step : day) {
                step.run();
                note(core, journal);
            }
            whole = Images.of(journal);
            last = core.content();
            events.addAll(core.events.after(0));
        }
        closed = Images.of(journal);
    }

    private void note(JournalCore core, Path journal) {
        int length = Images.of(journal).log().length;
        if (!moments.isEmpty() && length < moments.getLast().logBytes()) {
            moments.clear(); // all that is in the database file now
        }
        moments.add(
                new Moment(
                        length,
                        core.events.head().seq(),
                        core.events.head().ackedSeq(),
                        chip.read()));
    }

    private JournalCore core(Path at, Chip with) throws IOException {
        return new JournalCore(at, guarded ? with : null, 0);
    }

    /// Every frame boundary, and as many places inside.
    Counts cut(SplittableRandom random, int inside) throws IOException {
        List<Integer> places = new ArrayList<>(whole.frameBoundaries());
        places.addAll(whole.anywhere(random, inside));
        Counts counts = new Counts(0, 0, 0, 0);
        for (int place : places) {
            counts = counts.plus(judge("cut at " + place, whole.cutAt(place), place));
        }
        return counts;
    }

    /// After [#cut], which has learnt every content that a commit has left.
    Counts flip(SplittableRandom random, int each) throws IOException {
        Counts counts = new Counts(0, 0, 0, 0);
        for (int i = 0; i < each; i++) {
            counts = counts.plus(judge("database bit", closed.flippedInDatabase(random), 0));
            counts = counts.plus(judge("log bit", whole.flippedInLog(random), 0));
        }
        return counts;
    }

    /// A start on what is left: all that was committed before the damage, or no work at all.
    private Counts judge(String what, Images left, int committedUntil) throws IOException {
        Path at = folder.resolve("damaged-" + copies++);
        left.writeTo(at.resolve(JournalCore.JOURNAL));
        boolean isCut = what.startsWith("cut");
        try (JournalCore core = core(at, new Chip(chip.read()))) {
            String content = core.content();
            long head = core.events.head().seq();
            if (isCut) {
                contents.add(content);
                assertThat(head).as(what).isGreaterThanOrEqualTo(headAt(committedUntil));
            } else {
                assertThat(content).as(what + ": read as some commit has left it").isIn(contents);
            }
            assertThat(core.hello().ackedSeq()).as(what).isLessThanOrEqualTo(head);
            assertThat(head == 0 ? null : core.events.head().hash())
                    .as(what)
                    .isEqualTo(head == 0 ? null : EventChain.hash(events.get((int) head - 1)));
            if (content.equals(last)) {
                return new Counts(1, 1, 0, 0);
            }
            assertLossIsSeen(what, core, head);
            return new Counts(1, 0, 1, 0);
        } catch (JournalException e) {
            assertThat(isCut).as(what + " is told: " + e.getMessage()).isFalse();
            assertThat(e.problem()).as(what).isEqualTo(Problem.JOURNAL_DAMAGED);
            assertThat(e.mayPass()).isFalse();
            return new Counts(1, 0, 0, 1);
        }
    }

    /// With a chip the station locks itself; without one the hub sees that its acknowledgement is
    /// beyond the journal, and nothing is fed before it has welcomed us.
    private void assertLossIsSeen(String what, JournalCore core, long head) {
        if (!guarded) {
            assertThat(core.runner.state().welcomed()).as(what).isFalse();
            return;
        }
        boolean lostAClaim = events.stream().skip(head).anyMatch(event -> event.type().isClaim());
        assertThat(core.runner.state().locked() != null).as(what).isEqualTo(lostAClaim);
    }

    private long headAt(int logBytes) {
        return moments.stream()
                .filter(moment -> moment.logBytes() <= logBytes)
                .mapToLong(Moment::head)
                .max()
                .orElse(0);
    }
}

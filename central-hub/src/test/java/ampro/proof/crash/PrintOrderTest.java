package ampro.proof.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The checker of system calls finds what it is there for: traces with the order planted wrong.
@Tag("unit")
class PrintOrderTest {
    private static final String LOG = "/data/journal.db-wal";
    private static final String LINE = "/dev/pts/3";
    private static final int OLD = 3;
    private static final String INTENT = call("7", "pwrite64", LOG, intent(4));
    private static final String SYNC = "7 fsync(9<" + hex(LOG) + ">) = 0";
    private static final String FEED = call("8", "write", LINE, "\u001bSi\r");
    private static final String PANEL = call("8", "write", LINE, "\u001bSp;y\r");

    @Test
    void nothingIsSaidAgainstACardWhoseIntentWasOnTheDiskBeforeItWasFed() {
        PrintOrder order = judged(INTENT, SYNC, FEED, PANEL);
        assertThat(order.violations()).isEmpty();
        assertThat(order.fed()).isEqualTo(1);
        assertThat(order.panels()).isEqualTo(1);
    }

    @Test
    void cardThatWasFedBeforeTheSyncIsFound() {
        assertThat(judged(INTENT, FEED, SYNC).violations()).hasSize(1);
    }

    @Test
    void cardThatWasFedWhileTheSyncWasUnderWayIsFound() {
        String begun = "7 fsync(9<" + hex(LOG) + "> <unfinished ...>";
        String ended = "7 <... fsync resumed>) = 0";
        assertThat(judged(INTENT, begun, FEED, ended).violations()).hasSize(1);
        assertThat(judged(INTENT, begun, ended, FEED).violations()).isEmpty();
    }

    @Test
    void syncThatFailedOrWasOfAnotherFileCountsForNothing() {
        String failed = "7 fsync(9<" + hex(LOG) + ">) = -1 EIO (Input/output error)";
        String other = "7 fsync(9<" + hex("/data/truth.json") + ">) = 0";
        assertThat(judged(INTENT, failed, FEED).violations()).hasSize(1);
        assertThat(judged(INTENT, other, FEED).violations()).hasSize(1);
    }

    @Test
    void oneIntentFeedsOneCard() {
        assertThat(judged(INTENT, SYNC, FEED, FEED).violations()).hasSize(1);
        String again = call("7", "pwrite64", LOG, intent(4) + intent(9));
        assertThat(judged(INTENT, SYNC, FEED, again, SYNC, FEED).violations()).isEmpty();
    }

    @Test
    void intentOlderThanTheTraceIsNotTakenForANewOneWhenItsPageIsWrittenAgain() {
        String page = call("7", "pwrite64", LOG, intent(OLD) + intent(4));
        assertThat(judged(page, SYNC, FEED).violations()).isEmpty();
        String old = call("7", "pwrite64", LOG, intent(OLD));
        assertThat(judged(old, SYNC, FEED).violations()).hasSize(1);
    }

    @Test
    void panelWithoutAnyCardIsFound() {
        assertThat(judged(INTENT, SYNC, PANEL).violations()).hasSize(1);
    }

    /// 411,480 bytes of 32 levels, of which strace shows the first ones: they are no commands.
    @Test
    void bytesOfABitmapAreNoCommands() {
        String head =
                "8 write(5<"
                        + hex(LINE)
                        + ">, \""
                        + hex("\u001bDb;y;32;")
                        + "\"..., 100009) = 100009";
        String inside =
                "8 write(5<" + hex(LINE) + ">, \"" + hex("\u001bSi\r") + "\"..., 311481) = 311481";
        assertThat(judged(head, inside).fed()).isZero();
        assertThat(judged(head, inside, INTENT, SYNC, FEED).violations()).isEmpty();
    }

    private static PrintOrder judged(String... trace) {
        PrintOrder order = new PrintOrder(LOG, LINE, OLD);
        SystemCall.read(Stream.of(trace), order);
        return order;
    }

    private static String intent(int seq) {
        return "\"seq\":%d,\"token\":{\"n\":1,\"term\":1},\"type\":\"intent\",\"up\":1.5}"
                .formatted(seq);
    }

    private static String call(String thread, String name, String file, String bytes) {
        return "%s %s(9<%s>, \"%s\", %d) = %d"
                .formatted(thread, name, hex(file), hex(bytes), bytes.length(), bytes.length());
    }

    private static String hex(String text) {
        return text.chars().mapToObj("\\x%02x"::formatted).collect(Collectors.joining());
    }
}

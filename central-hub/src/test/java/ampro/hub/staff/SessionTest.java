package ampro.hub.staff;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class SessionTest {
    private static final String PASSWORD = "a password of the tests";
    private static final long SEED = 7;

    @TempDir private Path temp;
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T08:00:00Z"));
    private Database database;
    private Staff staff;

    @BeforeEach
    void open() {
        database = Database.sqlite(temp.resolve("hub.db"));
        staff = new Staff(database, now::get, new Random(SEED));
        staff.add("lova", "Lova R.", Role.OFFICER, null, PASSWORD).orThrow();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void anOpenPageAloneKeepsNobodySignedIn() {
        String key = signIn();
        for (int minute = 0; minute < 14; minute++) {
            pass(Duration.ofMinutes(1));
            assertThat(staff.watching(key).isRefused()).isFalse();
        }
        pass(Duration.ofMinutes(2));
        assertThat(staff.watching(key).isRefused()).isTrue();
        assertThat(staff.bySession(key).isRefused()).isTrue();
    }

    @Test
    void whoDoesSomethingStaysSignedInForTwelveHoursAtMost() {
        String key = signIn();
        for (int minute = 0; minute < 12 * 60; minute += 10) {
            assertThat(staff.bySession(key).isRefused()).as("after %d min", minute).isFalse();
            pass(Duration.ofMinutes(10));
        }
        pass(Duration.ofMinutes(1));
        assertThat(staff.bySession(key).isRefused()).isTrue();
    }

    private String signIn() {
        return staff.signIn("lova", PASSWORD).orThrow().key();
    }

    private void pass(Duration duration) {
        now.updateAndGet(instant -> instant.plus(duration));
    }
}

package ampro.hub.custody;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ampro.hub.application.Applications;
import ampro.hub.store.Database;
import ampro.hub.store.Dialect;
import ampro.hub.store.FreshDatabase;
import ampro.hub.store.Numbers;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two hubs on one database, as after a failover whose first hub was not dead.
@Tag("store")
@OnBothDatabases
class CustodianSeatTest {
    private final FreshDatabase fresh;
    private final Path folder;

    CustodianSeatTest(Dialect dialect, @TempDir Path folder) {
        fresh = FreshDatabase.of(dialect, folder);
        this.folder = folder;
    }

    @Test
    @Tag("FM-49")
    void theLastOneThatTookOfficeWorksAndTheOtherOneCommitsNothing() throws IOException {
        AtomicInteger unseated = new AtomicInteger();
        try (Witness witness = new Witness(folder.resolve("witness"));
                Database first = fresh.open();
                Database second = fresh.open()) {
            takeOffice(first, witness, "first", unseated::incrementAndGet);
            assertThat(number(first)).isEqualTo(1);
            takeOffice(second, witness, "second", () -> {});

            assertThatIllegalStateException()
                    .isThrownBy(() -> number(first))
                    .withMessageContaining("another hub");
            assertThat(unseated).as("and it is told").hasValue(1);
            assertThat(number(second)).as("nothing of it happened").isEqualTo(2);

            takeOffice(second, witness, "second, started again", () -> {});
            assertThat(number(second)).isEqualTo(3);
        }
    }

    private static long number(Database database) {
        return database.write(handle -> Numbers.next(handle, "a-series"));
    }

    private static void takeOffice(
            Database database, Witness witness, String name, Runnable unseated) {
        InstantSource clock = InstantSource.system();
        Applications applications =
                new Applications(
                        database,
                        clock,
                        Set.of("B"),
                        new Applications.Judges(
                                Outcome::done,
                                Outcome::done,
                                (person, codes, portrait, signature, today) -> List.of()));
        Jobs jobs = new Jobs(database, applications, witness, clock);
        new Recovery(database, jobs, witness, clock).takeOffice(name, unseated);
    }
}

package ampro.station.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ampro.firmware.problem.Problem;
import ampro.station.store.CrashPoint.Commit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
class DatabaseTest {
    @TempDir private Path folder;

    @Test
    void everyCommitIsOnTheDiskWhenItReturns() throws IOException {
        try (Database database = new Database(journal())) {
            assertThat(pragma(database, "synchronous")).as("FULL").isEqualTo("2");
            assertThat(pragma(database, "journal_mode")).isEqualTo("wal");
            assertThat(pragma(database, "secure_delete")).isEqualTo("1");
        }
    }

    @Test
    void secondProgramIsKeptOutUntilTheFirstHasEnded() throws IOException {
        Path journal = journal();
        try (Database first = new Database(journal)) {
            assertThatThrownBy(() -> new Database(journal).close())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another program");
            assertThat(pragma(first, "journal_mode")).isEqualTo("wal");
        }
        new Database(journal).close();
    }

    @Test
    void workThatThrowsLeavesNothingBehind() throws IOException {
        try (Database database = new Database(journal())) {
            assertThatThrownBy(() ->
                            database.write(
                                    Commit.STATE,
                                    handle -> {
                                        handle.execute("insert into fact values ('a', 'b')");
                                        throw new IllegalStateException("half way");
                                    }))
                    .hasMessage("half way");
            assertThat(facts(database)).isZero();
        }
    }

    @Test
    void writeWithoutANameIsRefused() throws IOException {
        try (Database database = new Database(journal())) {
            assertThatThrownBy(() ->
                            database.read(handle ->
                                    handle.execute("insert into event values (1, '', '')")))
                    .isInstanceOf(JdbiException.class)
                    .hasStackTraceContaining("readonly");
            assertThat(facts(database)).isZero();
            database.write(
                    Commit.STATE, handle -> handle.execute("insert into fact values ('a', 'b')"));
            assertThat(facts(database)).isOne();
        }
    }

    @Test
    void damagedFileIsNotOpened() throws IOException {
        Path journal = journal();
        try (Database database = new Database(journal)) {
            database.write(
                    Commit.STATE,
                    handle -> {
                        for (int i = 0; i < 2_000; i++) {
                            handle.execute(
                                    "insert into fact values (?, ?)", "key " + i, "value " + i);
                        }
                        return handle;
                    });
        }
        byte[] bytes = Files.readAllBytes(journal);
        for (int i = bytes.length / 2; i < bytes.length / 2 + 4_096; i++) {
            bytes[i] ^= 0x55;
        }
        Files.write(journal, bytes);
        assertThatThrownBy(() -> new Database(journal).close())
                .isInstanceOfSatisfying(
                        JournalException.class,
                        e -> assertThat(e.problem()).isEqualTo(Problem.JOURNAL_DAMAGED));
    }

    @Test
    void whatWasOverwrittenIsInNoFileAfterForgetting() throws IOException {
        String name = "Rakotomalala";
        try (Database database = new Database(journal())) {
            database.write(
                    Commit.STATE,
                    handle -> handle.execute("insert into fact values ('artwork', ?)", name));
            assertThat(filesHolding(name)).isNotEmpty();
            database.write(
                    Commit.STATE, handle -> handle.execute("update fact set value = 'none'"));
            database.forget();
            assertThat(filesHolding(name)).isEmpty();
        }
    }

    @Test
    void readerBesideTheProgramSeesWhatIsCommitted() throws IOException {
        Path journal = journal();
        try (Database database = new Database(journal)) {
            database.write(
                    Commit.STATE, handle -> handle.execute("insert into fact values ('a', 'b')"));
            Jdbi technician = Jdbi.create("jdbc:sqlite:" + journal);
            assertThat(
                            technician.<Integer, RuntimeException>withHandle(handle ->
                                    handle.createQuery("select count(*) from fact")
                                            .mapTo(Integer.class)
                                            .one()))
                    .isOne();
        }
    }

    private Path journal() {
        return folder.resolve("journal.db");
    }

    private static String pragma(Database database, String name) {
        return database.read(
                handle -> handle.createQuery("pragma " + name).mapTo(String.class).one());
    }

    private static int facts(Database database) {
        return database.read(handle ->
                handle.createQuery("select count(*) from fact").mapTo(Integer.class).one());
    }

    private java.util.List<Path> filesHolding(String text) throws IOException {
        try (var files = Files.list(folder)) {
            java.util.List<Path> holding = new java.util.ArrayList<>();
            for (Path file : files.toList()) {
                if (Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .contains(text)) {
                    holding.add(file);
                }
            }
            return holding;
        }
    }
}

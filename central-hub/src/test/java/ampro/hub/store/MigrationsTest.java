package ampro.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ampro.hub.store.Migrations.Script;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class MigrationsTest {
    private static final Script FIRST =
            new Script(
                    "001-a.sql",
                    """
                    create table a (n {bigint} primary key, picture {blob}) {strict};

                    insert into a (n) values (1);
                    """);
    private static final Script SECOND = new Script("002-b.sql", "create table b (n {bigint});\n");
    private static final Script BROKEN =
            new Script(
                    "002-b.sql", "create table b (n {bigint});\ninsert into nowhere values (1);\n");

    private static final String BOOK_BEFORE =
            """
            insert into blank values ('B1', 'loaded', 'tnr-01', 1);
            insert into blank values ('B2', 'loaded', 'tnr-01', 1);
            insert into ledger_entry values
              (1, 'from', 'supplier', 'supplier', 'B1', null, -1, 1, 'mira', 'receipt'),
              (1, 'to', 'received', 'supplier', 'B1', null, 1, 1, 'mira', 'receipt'),
              (2, 'from', 'received', 'supplier', 'B1', null, -1, 1, 'mira', 'load'),
              (2, 'to', 'loaded', 'tnr-01', 'B1', null, 1, 1, 'mira', 'load'),
              (3, 'from', 'supplier', 'supplier', 'B2', null, -1, 1, 'mira', 'receipt'),
              (3, 'to', 'received', 'supplier', 'B2', null, 1, 1, 'mira', 'receipt'),
              (4, 'from', 'received', 'supplier', 'B2', null, -1, 1, 'mira', 'load'),
              (4, 'to', 'loaded', 'tnr-01', 'B2', null, 1, 1, 'mira', 'load'),
              (5, 'from', 'loaded', 'tnr-01', null, null, -1, 2, 'tnr-01', 'in_printer'),
              (5, 'to', 'in_printer', 'tnr-01', null, null, 1, 2, 'tnr-01', 'in_printer');
            """;

    private final Dialect dialect;
    private final FreshDatabase fresh;

    MigrationsTest(Dialect dialect, @TempDir Path folder) {
        this.dialect = dialect;
        fresh = FreshDatabase.of(dialect, folder);
    }

    @BeforeEach
    void theDatabaseIsEmpty() {
        assertThat(tables()).isEmpty();
    }

    @Test
    void whatIsMissingRunsInOrder() {
        run(FIRST);
        run(FIRST, SECOND);
        assertThat(tables()).containsExactlyInAnyOrder("a", "b", "migration");
        assertThat(versions()).containsExactly(1, 2);
    }

    @Test
    void nothingRunsTwice() {
        run(FIRST);
        run(FIRST);
        assertThat(versions()).containsExactly(1);
        assertThat(rowsOfA()).isEqualTo(1);
    }

    @Test
    void aFileThatHasChangedIsRefused() {
        run(FIRST);
        assertThatIllegalStateException()
                .isThrownBy(() -> run(new Script("001-a.sql", FIRST.sql() + "\n")))
                .withMessageContaining("001-a.sql has changed");
    }

    @Test
    void aNewerDatabaseIsRefused() {
        run(FIRST, SECOND);
        assertThatIllegalStateException()
                .isThrownBy(() -> run(FIRST))
                .withMessageContaining("version 2")
                .withMessageContaining("newer program");
    }

    @Test
    @Tag("FM-52")
    void aFailingFileLeavesNothing() {
        run(FIRST);
        assertThatThrownBy(() -> run(FIRST, BROKEN)).hasMessageContaining("nowhere");
        assertThat(tables()).containsExactlyInAnyOrder("a", "migration");
        assertThat(versions()).containsExactly(1);
        run(FIRST); // the program of before
        run(FIRST, SECOND);
        assertThat(versions()).as("the repaired program goes on").containsExactly(1, 2);
    }

    /// Two blanks were received and loaded by the program before; one of them is being printed.
    @Test
    void theBookOfBlanksIsTakenOver() {
        List<Script> all = Migrations.ofThisProgram();
        run(all.getFirst());
        fresh.beside().useHandle(handle -> handle.createScript(BOOK_BEFORE).execute());
        run(all.toArray(Script[]::new));
        assertThat(lines("select account || ' ' || blanks || '/' || named from ledger_balance"))
                .containsExactlyInAnyOrder(
                        "supplier -2/-2", "received 0/0", "loaded 1/2", "in_printer 1/0");
        assertThat(lines("select serial || ' ' || movement from ledger_named"))
                .containsExactlyInAnyOrder("B1 1", "B1 2", "B2 3", "B2 4");
        assertThat(lines("select act || ' ' || to_account || ' ' || actor from ledger_movement"))
                .containsExactlyInAnyOrder(
                        "receive received mira",
                        "load loaded mira",
                        "receive received mira",
                        "load loaded mira",
                        "print in_printer tnr-01");
        assertThat(lines("select cast(sum(amount) as text) from ledger_entry"))
                .containsExactly("0");
    }

    @Test
    void twoProgramsMayStartAtTheSameMoment() throws Exception {
        CompletableFuture<Database> other = CompletableFuture.supplyAsync(fresh::open);
        try (Database one = fresh.open();
                Database two = other.get(30, TimeUnit.SECONDS)) {
            assertThat(one.dialect()).isEqualTo(two.dialect());
            assertThat(versions()).hasSize(Migrations.ofThisProgram().size());
        }
    }

    @Test
    void aDatabaseThatForgetsCommitsIsRefused() {
        if (dialect == Dialect.SQLITE) {
            Jdbi lax = Jdbi.create("jdbc:sqlite:" + fresh.file() + "?synchronous=NORMAL");
            assertThatIllegalStateException()
                    .isThrownBy(() -> dialect.verify(lax))
                    .withMessageContaining("durable");
        } else {
            Jdbi lax = Jdbi.create(fresh.url() + "&options=-c%20synchronous_commit=off");
            assertThatIllegalStateException()
                    .isThrownBy(() -> dialect.verify(lax))
                    .withMessageContaining("synchronous_commit");
        }
    }

    private void run(Script... scripts) {
        new Migrations(dialect, List.of(scripts)).run(fresh.beside());
    }

    private List<String> lines(String sql) {
        return fresh.beside()
                .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    private List<Integer> versions() {
        return fresh.beside()
                .withHandle(handle ->
                        handle.createQuery("select version from migration order by version")
                                .mapTo(Integer.class)
                                .list());
    }

    private int rowsOfA() {
        return fresh.beside()
                .withHandle(handle ->
                        handle.createQuery("select count(*) from a").mapTo(Integer.class).one());
    }

    private List<String> tables() {
        String sql =
                switch (dialect) {
                    case SQLITE -> "select name from sqlite_schema where type = 'table'";
                    case POSTGRESQL ->
                            "select tablename from pg_tables where schemaname = 'public'";
                };
        return fresh.beside()
                .withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }
}

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
    void aFailingFileLeavesNothing() {
        run(FIRST);
        assertThatThrownBy(() -> run(FIRST, BROKEN)).hasMessageContaining("nowhere");
        assertThat(tables()).containsExactlyInAnyOrder("a", "migration");
        assertThat(versions()).containsExactly(1);
        run(FIRST, SECOND);
        assertThat(versions()).as("the repaired program goes on").containsExactly(1, 2);
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

package ampro.hub.custody.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Where a blank is and what happened to it is found by index, whether the book holds a thousand
/// blanks or a million. Judged by the plan that the database itself tells.
@Tag("store")
@OnBothDatabases
class LedgerPlanTest {
    private static final int FEW = 2_000;
    private static final int MANY = 1_000_000;

    /// Which delivery of 10,000 a blank came with, from 1: a movement each.
    private static final String BOX =
            "(1 + (cast(substr(serial, 2) as integer) - 1000001) / 10000)";

    private final Dialect dialect;
    private final Book book;

    LedgerPlanTest(Dialect dialect, @TempDir Path folder) {
        this.dialect = dialect;
        book = new Book(dialect, folder);
    }

    @AfterEach
    void close() {
        book.close();
    }

    @Test
    void everyQuestionGoesByIndex() {
        receive(FEW);
        assertPlans(true);
    }

    @Test
    @EnabledIfSystemProperty(named = "ampro.full", matches = "true")
    void everyQuestionGoesByIndexAtAMillionBlanks() {
        receive(MANY);
        assertPlans(false);
        assertThat(book.blanks.file("B2000000").orThrow().history()).hasSize(2);
        assertThat(book.blanks.sums()).containsEntry(BlankAccount.VAULT, (long) MANY);
        assertThat(book.blanks.audit()).isEmpty();
    }

    private void assertPlans(boolean isSmall) {
        assertPlan(LedgerListStore.HISTORY, isSmall);
        assertPlan(LedgerStore.SPOT_OF, isSmall);
        assertPlan(LedgerListStore.AT_SPOT, isSmall);
        assertPlan(LedgerListStore.NEWEST, isSmall);
    }

    /// SQLite searches or, for the newest, walks the primary key from its end; PostgreSQL is
    /// forbidden the sequential scan that it prefers on a small book, and must find another way.
    private void assertPlan(String sql, boolean isSmall) {
        List<String> plan = book.database.read(handle -> plan(handle, sql, isSmall));
        assertThat(plan).isNotEmpty();
        switch (dialect) {
            case SQLITE ->
                    assertThat(plan)
                            .as(sql)
                            .noneMatch(step ->
                                    step.contains("SCAN") && !sql.equals(LedgerListStore.NEWEST))
                            .noneMatch(step -> step.contains("TEMP B-TREE") && isNewest(sql));
            case POSTGRESQL ->
                    assertThat(plan).as(sql).noneMatch(step -> step.contains("Seq Scan"));
        }
    }

    private static boolean isNewest(String sql) {
        return sql.equals(LedgerListStore.NEWEST);
    }

    private List<String> plan(Handle handle, String sql, boolean isSmall) {
        if (dialect == Dialect.POSTGRESQL && isSmall) {
            handle.execute("set local enable_seqscan = off");
        }
        String explain = dialect == Dialect.SQLITE ? "explain query plan " : "explain ";
        int column = dialect == Dialect.SQLITE ? 4 : 1;
        return handle.createQuery(explain + sql)
                .bindMap(
                        Map.of(
                                "serial",
                                "B1000500",
                                "most",
                                40,
                                "account",
                                "vault",
                                "place",
                                Spot.CENTRAL))
                .map((row, context) -> row.getString(column))
                .list();
    }

    /// Received and put into the vault, as the verbs would book it, in a few statements.
    private void receive(int blanks) {
        book.database.write(handle -> {
            handle.createUpdate(
                            """
                            insert into blank (serial, account, place, changed_at)
                            with recursive i (n) as (
                              select 1 union all select n + 1 from i where n < :blanks)
                            select 'B' || (1000000 + n), 'vault', 'central', 1 from i
                            """)
                    .bind("blanks", blanks)
                    .execute();
            movements(handle, 0, "receive", "supplier", "supplier", "received");
            movements(handle, MANY, "store", "received", "central", "vault");
            handle.execute(
                    """
                    insert into ledger_balance (account, place, blanks, named)
                    select account, place, sum(amount), sum(named) from ledger_entry
                    group by account, place
                    """);
            if (dialect == Dialect.POSTGRESQL) {
                handle.execute("analyze");
            }
            return 0;
        });
    }

    private static void movements(
            Handle handle, int before, String act, String from, String at, String to) {
        handle.createUpdate(
                        """
                        insert into ledger_movement (n, act, from_account, from_place, to_account,
                          to_place, blanks, first_serial, last_serial, job, at, actor, reason)
                        select :before + box, :act, :from, :at, :to, 'central', count(*),
                          min(serial), max(serial), null, 1, 'mira', 'bulk'
                        from (select serial, BOX as box from blank) boxed group by box
                        """
                                .replace("BOX", BOX))
                .bind("before", before)
                .bind("act", act)
                .bind("from", from)
                .bind("at", at)
                .bind("to", to)
                .execute();
        handle.createUpdate(
                        "insert into ledger_named (serial, movement) select serial, :before + BOX from blank"
                                .replace("BOX", BOX))
                .bind("before", before)
                .execute();
    }
}

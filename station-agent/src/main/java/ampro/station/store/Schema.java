package ampro.station.store;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.CRC32C;
import org.jdbi.v3.core.Handle;
import org.sqlite.Function;
import org.sqlite.SQLiteConnection;

/// The journal's tables, and how a damaged one is told. SQLite sees a broken page, not a changed
/// letter in a row: so every row outside the event chain has a sum in `seal`, which triggers keep.
final class Schema {
    private static final List<String> TABLES =
            List.of(
                    """
                    create table if not exists lease (
                      term integer not null,
                      n integer not null,
                      job text not null,
                      card text not null,
                      state text not null,
                      address text not null,
                      sha256 text not null,
                      code text,
                      cards integer,
                      panels integer,
                      printer text,
                      blank text,
                      reason text,
                      answer text,
                      intent_seq integer,
                      artwork text,
                      primary key (term, n)
                    ) strict
                    """,
                    """
                    create table if not exists event (
                      seq integer primary key,
                      hash text not null,
                      body text not null
                    ) strict
                    """,
                    """
                    create table if not exists label (
                      token text primary key,
                      label text not null,
                      address text not null,
                      sha256 text not null,
                      state text not null
                    ) strict
                    """,
                    """
                    create table if not exists fact (
                      key text primary key,
                      value text not null
                    ) strict
                    """,
                    """
                    create table if not exists seal (
                      kind text not null,
                      row integer not null,
                      sum integer not null,
                      primary key (kind, row)
                    ) strict
                    """);

    private static final List<String> SEALED = List.of("lease", "label", "fact");

    private Schema() {}

    /// What this program makes of an empty database.
    static List<String> fresh(Handle empty) {
        make(empty);
        return definitions(empty);
    }

    /// Makes what is missing, and reads everything once.
    ///
    /// @throws IllegalStateException where something is not as it was written
    static void open(Handle handle, List<String> fresh) {
        handle.useTransaction(Schema::make);
        require(handle, "pragma integrity_check", "ok");
        if (!definitions(handle).equals(fresh)) {
            throw new IllegalStateException("the journal's tables are not this program's");
        }
        for (String table : SEALED) {
            require(handle, broken(handle, table), "0");
        }
    }

    static void require(Handle handle, String question, String expected) {
        String answer = handle.createQuery(question).mapTo(String.class).first();
        if (!answer.equals(expected)) {
            throw new IllegalStateException(
                    "the journal answers %s with %s instead of %s"
                            .formatted(question, answer, expected));
        }
    }

    private static void make(Handle handle) {
        try {
            Function.create(
                    handle.getConnection().unwrap(SQLiteConnection.class), "sum_of", new Sum());
        } catch (SQLException e) {
            throw new IllegalStateException("SQLite takes no function", e);
        }
        TABLES.forEach(table -> handle.execute(table.strip())); // as a pool of statements does
        for (String table : SEALED) {
            String sum = sum(handle, "new", table);
            trigger(
                    handle,
                    table,
                    "insert",
                    "insert into seal values ('%s', new.rowid, %s)".formatted(table, sum));
            trigger(
                    handle,
                    table,
                    "update",
                    "update seal set sum = %s where kind = '%s' and row = new.rowid"
                            .formatted(sum, table));
            trigger(
                    handle,
                    table,
                    "delete",
                    "delete from seal where kind = '%s' and row = old.rowid".formatted(table));
        }
    }

    private static void trigger(Handle handle, String table, String act, String work) {
        handle.execute(
                "create trigger if not exists seal_%2$s_%1$s after %1$s on %2$s begin %3$s; end"
                        .formatted(act, table, work));
    }

    /// Rows whose sum is another or missing, and sums whose row is gone.
    private static String broken(Handle handle, String table) {
        return """
        select (select count(*) from %1$s r left join seal s
                 on s.kind = '%1$s' and s.row = r.rowid where s.sum is not %2$s)
             + (select count(*) from seal s where s.kind = '%1$s'
                 and not exists (select 1 from %1$s r where r.rowid = s.row))
        """
                .formatted(table, sum(handle, "r", table));
    }

    private static String sum(Handle handle, String row, String table) {
        return handle.createQuery(
                        "select 'sum_of(' || group_concat(:row || '.' || name, ', ') || ')'"
                                + " from pragma_table_info(:table)")
                .bind("row", row)
                .bind("table", table)
                .mapTo(String.class)
                .one();
    }

    private static List<String> definitions(Handle handle) {
        return handle.createQuery("select sql from sqlite_schema where sql is not null order by 1")
                .mapTo(String.class)
                .list();
    }

    /// CRC-32C over all values of a row: finds what a worn disk does, not what somebody forges.
    private static final class Sum extends Function {
        @Override
        protected void xFunc() throws SQLException {
            CRC32C sum = new CRC32C();
            for (int i = 0; i < args(); i++) {
                String text = value_text(i);
                sum.update(text == null ? 0 : 1);
                sum.update((text == null ? "" : text).getBytes(StandardCharsets.UTF_8));
                sum.update(0);
            }
            result(sum.getValue());
        }
    }
}

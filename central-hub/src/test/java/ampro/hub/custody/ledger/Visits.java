package ampro.hub.custody.ledger;

import ampro.hub.store.Database;
import ampro.hub.store.Dialect;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConnection;

/// Watches what a database does for a question: the plan that it tells of every statement, and how
/// far it goes. SQLite tells no rows, but the steps of its machine, of which every row that is
/// looked at takes several; PostgreSQL tells the rows that it looked at, of questions only.
final class Visits {
    private final Dialect dialect;
    private final Database database;

    Visits(Dialect dialect, Database database) {
        this.dialect = dialect;
        this.database = database;
    }

    /// @param plans what the database says of each statement
    /// @param visited steps or rows of all of them
    record Seen(Map<String, List<String>> plans, long visited) {}

    /// Asks in a transaction of its own; what it wrote is taken back.
    Seen of(Function<Handle, ?> question) {
        return database.write(handle -> {
            handle.savepoint("watched");
            List<Statement> statements = new ArrayList<>();
            long steps;
            try {
                steps = steps(handle, question, statements);
            } finally {
                handle.rollbackToSavepoint("watched");
            }
            Map<String, List<String>> plans = new LinkedHashMap<>();
            long rows = 0;
            for (Statement statement : statements) {
                if (dialect == Dialect.SQLITE || statement.isQuestion()) {
                    plans.put(statement.sql(), plan(handle, statement));
                }
                if (dialect == Dialect.POSTGRESQL && statement.isQuestion()) {
                    rows += rows(handle, statement);
                }
            }
            return new Seen(plans, dialect == Dialect.POSTGRESQL ? rows : steps);
        });
    }

    /// @param sql with its values on PostgreSQL, whose plans depend on them
    private record Statement(String sql) {
        boolean isQuestion() {
            return sql.strip().startsWith("select");
        }
    }

    private long steps(Handle handle, Function<Handle, ?> question, List<Statement> statements)
            throws SQLException {
        long[] steps = {0};
        SqlLogger before = handle.getConfig(SqlStatements.class).getSqlLogger();
        handle.setSqlLogger(
                new SqlLogger() {
                    @Override
                    public void logBeforeExecution(StatementContext context) {
                        String sql =
                                dialect == Dialect.SQLITE
                                        ? context.getParsedSql().getSql()
                                        : String.valueOf(context.getStatement())
                                                .replaceFirst("(?s).*? wrapping ", "");
                        statements.add(new Statement(sql));
                    }
                });
        if (dialect == Dialect.SQLITE) {
            ProgressHandler.setHandler(
                    handle.getConnection().unwrap(SQLiteConnection.class),
                    1,
                    new ProgressHandler() {
                        @Override
                        protected int progress() {
                            steps[0]++;
                            return 0;
                        }
                    });
        }
        try {
            Object answer = question.apply(handle);
            if (answer == null) {
                throw new IllegalStateException("nothing was answered");
            }
        } finally {
            handle.setSqlLogger(before);
            if (dialect == Dialect.SQLITE) {
                ProgressHandler.clearHandler(handle.getConnection().unwrap(SQLiteConnection.class));
            }
        }
        return steps[0];
    }

    /// PostgreSQL rightly reads a list of a few rows from end to end, but not if it is told not to.
    private List<String> plan(Handle handle, Statement statement) throws SQLException {
        boolean isSqlite = dialect == Dialect.SQLITE;
        if (!isSqlite) {
            handle.execute("set local enable_seqscan = off");
        }
        String explain = isSqlite ? "explain query plan " : "explain ";
        try (PreparedStatement prepared =
                handle.getConnection().prepareStatement(explain + statement.sql())) {
            for (int i = 1;
                    isSqlite && i <= prepared.getParameterMetaData().getParameterCount();
                    i++) {
                prepared.setNull(i, Types.VARCHAR);
            }
            return texts(prepared, isSqlite ? 4 : 1);
        } finally {
            if (!isSqlite) {
                handle.execute("set local enable_seqscan = on");
            }
        }
    }

    private static List<String> texts(PreparedStatement prepared, int column) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = prepared.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(column));
            }
        }
        return texts;
    }

    private static long rows(Handle handle, Statement statement)
            throws SQLException, JsonProcessingException {
        try (PreparedStatement prepared =
                handle.getConnection()
                        .prepareStatement("explain (analyze, format json) " + statement.sql())) {
            String plan = String.join("\n", texts(prepared, 1));
            return rows(JsonMapper.builder().build().readTree(plan).path(0).path("Plan"));
        }
    }

    private static long rows(JsonNode node) {
        double here =
                node.path("Actual Rows").asDouble()
                        + node.path("Rows Removed by Filter").asDouble();
        long all = Math.round(here * node.path("Actual Loops").asDouble(1));
        for (JsonNode below : node.path("Plans")) {
            all += rows(below);
        }
        return all;
    }
}

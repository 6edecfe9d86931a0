package ampro.station.job;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.station.store.CrashPoint.Commit;
import ampro.station.store.Database;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The journal's labels: asked for, begun, and what became of them.
public final class LabelStore {
    private final Database database;
    private final EventStore events;

    public LabelStore(Database database, EventStore events) {
        this.database = database;
        this.events = events;
    }

    public record Label(String token, String label, String address, String sha256, boolean begun) {}

    /// A label that was asked for; the same token twice is one label.
    void ask(String token, String label, String address, String sha256) {
        database.write(
                Commit.LABEL_ASKED,
                handle ->
                        handle.execute(
                                """
                                insert into label (token, label, address, sha256, state)
                                values (?, ?, ?, ?, 'asked') on conflict do nothing
                                """,
                                token,
                                label,
                                address,
                                sha256));
    }

    /// From here on it may be printed.
    void begin(Label label) {
        database.write(
                Commit.LABEL_BEGUN,
                handle ->
                        handle.execute(
                                "update label set state = 'begun' where token = ?", label.token()));
    }

    /// What became of it, `printed` or `unknown`, and the claim that says so, in one commit.
    void end(Label label, String outcome, @Nullable String why) {
        Facts facts = Facts.label(label.token(), outcome, why);
        database.write(
                Commit.LABEL,
                handle -> {
                    handle.execute(
                            "update label set state = ? where token = ?", outcome, label.token());
                    return events.append(handle, EventType.LABEL, null, facts);
                });
    }

    List<Label> open() {
        return database.read(handle ->
                handle.createQuery("select * from label where state in ('asked', 'begun')")
                        .map((row, context) ->
                                new Label(
                                        row.getString("token"),
                                        row.getString("label"),
                                        row.getString("address"),
                                        row.getString("sha256"),
                                        row.getString("state").equals("begun")))
                        .list());
    }
}

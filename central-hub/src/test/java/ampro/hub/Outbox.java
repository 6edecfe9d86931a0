package ampro.hub;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.hub.store.Database;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a hub without a broker would send, as its stations would read it: oldest first, and then
/// what was acknowledged.
final class Outbox {
    private static final String ENVELOPE =
            "{\"protocol\":1,\"message\":\"m\",\"station\":\"tnr-01\",\"incarnation\":\"h\","
                    + "\"term\":1}";

    private record Row(String station, String kind, String body) {}

    private final Database database;
    private final List<Row> acknowledgements = new ArrayList<>();

    Outbox(Database database) {
        this.database = database;
    }

    void acknowledge(StationId station, Down.Ack ack) {
        acknowledgements.add(new Row(station.value(), Wire.kind(ack), Wire.writeBody(ack)));
    }

    void empty() {
        database.write(handle -> handle.execute("delete from outbox"));
        acknowledgements.clear();
    }

    List<Down> all() {
        return rows().stream().map(Outbox::read).toList();
    }

    List<Down> to(StationId station) {
        return rows().stream()
                .filter(row -> row.station().equals(station.value()))
                .map(Outbox::read)
                .toList();
    }

    <D extends Down> D last(Class<D> kind) {
        return all().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " was sent"));
    }

    private List<Row> rows() {
        List<Row> rows =
                database.read(handle ->
                        handle.createQuery("select station, kind, body from outbox order by n")
                                .map((row, context) ->
                                        new Row(
                                                row.getString(1),
                                                row.getString(2),
                                                row.getString(3)))
                                .list());
        return Stream.concat(rows.stream(), acknowledgements.stream()).toList();
    }

    private static Down read(Row row) {
        try {
            String message = "{\"envelope\":" + ENVELOPE + ",\"body\":" + row.body() + "}";
            return Wire.readDown(row.kind(), message.getBytes(StandardCharsets.UTF_8)).body();
        } catch (WireException e) {
            throw new AssertionError(e);
        }
    }
}

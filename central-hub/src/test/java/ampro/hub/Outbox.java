package ampro.hub;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.hub.store.Database;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What a hub without a broker would send, as its stations would read it; oldest first.
record Outbox(Database database) {
    private static final String ENVELOPE =
            "{\"protocol\":1,\"message\":\"m\",\"station\":\"tnr-01\",\"incarnation\":\"h\","
                    + "\"term\":1}";

    private record Row(String station, String kind, String body) {}

    List<Down> all() {
        return rows().stream().map(Outbox::read).toList();
    }

    List<Down> to(StationId station) {
        return rows().stream()
                .filter(row -> row.station().equals(station.value()))
                .map(Outbox::read)
                .toList();
    }

    private List<Row> rows() {
        return database.read(handle ->
                handle.createQuery("select station, kind, body from outbox order by n")
                        .map((row, context) ->
                                new Row(row.getString(1), row.getString(2), row.getString(3)))
                        .list());
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

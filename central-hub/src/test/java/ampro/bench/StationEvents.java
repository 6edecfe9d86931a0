package ampro.bench;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.station.Stations.Credential;
import java.util.ArrayList;
import java.util.List;

/// Everything one station says while it prints all that it was granted: as messages, and as the
/// rows that its journal has at the hub.
record StationEvents(StationId station, List<byte[]> payloads, List<Row> rows) {
    /// What a station whose printer holds the card inside says of each one.
    static final List<EventType> OF_A_CARD =
            List.of(
                    EventType.HELD,
                    EventType.INTENT,
                    EventType.MADE,
                    EventType.EJECTED,
                    EventType.GOOD);

    /// As in the table `station_event`.
    record Row(String incarnation, long seq, String hash, String body) {}

    static List<StationEvents> of(Bench hub, List<Credential> stations) {
        return stations.stream().map(station -> of(hub, station)).toList();
    }

    private static StationEvents of(Bench hub, Credential station) {
        Box box = new Box(station);
        List<byte[]> payloads = new ArrayList<>();
        int card = 0;
        for (Down down : hub.sentTo(station.station())) {
            if (down instanceof Down.Grant grant) {
                card++;
                for (EventType type : OF_A_CARD) {
                    payloads.add(claim(box, type, grant, card));
                }
            }
        }
        return new StationEvents(
                station.station(),
                payloads,
                box.journal().stream().map(event -> row(station, event)).toList());
    }

    /// Of the station's `card`th card, on the blank in the same place of its hopper.
    static byte[] claim(Box box, EventType type, Down.Grant grant, int card) {
        Facts facts = type == EventType.GOOD ? Box.blank(box.id() + "-" + card) : Facts.NONE;
        return Wire.write(box.claim(type, grant.job(), grant.token(), facts));
    }

    private static Row row(Credential station, Up.Event event) {
        return new Row(
                station.incarnation(), event.seq(), EventChain.hash(event), Wire.writeBody(event));
    }
}

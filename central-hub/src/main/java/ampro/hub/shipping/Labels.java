package ampro.hub.shipping;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.LabelData;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.hub.application.SiteStore;
import ampro.hub.link.OutboxStore;
import ampro.hub.shipping.ParcelStore.Label;
import ampro.hub.shipping.ParcelStore.Row;
import ampro.hub.station.StationStore;
import ampro.hub.store.Database;
import ampro.hub.store.Numbers;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/// The labels of parcels. A label is never trusted: each print has a token of its own, and only a
/// parcel's newest one counts, so that a second label does no harm.
public final class Labels {
    private final Database database;
    private final Supplier<String> tokens;
    private final InstantSource clock;

    public Labels(Database database, Supplier<String> tokens, InstantSource clock) {
        this.database = database;
        this.tokens = tokens;
        this.clock = clock;
    }

    /// Asks this station to print the parcel's label; one that was printed before no longer counts.
    public Outcome<Label> ask(String sscc, StationId station, Actor by) {
        return database.write(handle ->
                ParcelStore.found(handle, sscc)
                        .then(parcel -> besideIt(handle, parcel, station))
                        .map(parcel -> {
                            Instant now = clock.instant();
                            ParcelStore.audit(
                                    handle, now, by, "label-asked", sscc, null, station.value());
                            return ask(handle, parcel, station, now);
                        }));
    }

    /// A new label takes the old one's place: it must come out where the parcel is, or nobody could
    /// receive it any more.
    private static Outcome<Row> besideIt(Handle handle, Row parcel, StationId station) {
        return StationStore.find(handle, station)
                .map(row ->
                        isBeside(parcel, row.site())
                                ? Outcome.done(parcel)
                                : elsewhere(parcel, station))
                .orElseGet(() -> Outcome.notFound("station " + station));
    }

    private static boolean isBeside(Row parcel, String site) {
        return parcel.status().equals("pending")
                || (parcel.status().equals("in_transit") && parcel.site().equals(site));
    }

    private static Outcome<Row> elsewhere(Row parcel, StationId station) {
        return Outcome.conflict(
                "label-elsewhere",
                "the parcel is %s, not beside %s: its label stays"
                        .formatted(parcel.status(), station));
    }

    /// The label's data, for the station that prints it.
    public Outcome<String> data(String token, Actor caller) {
        return database.read(handle ->
                ParcelStore.labelByToken(handle, token)
                        .filter(label -> isAskedOf(label, caller.id()))
                        .<Outcome<String>>map(label -> Outcome.done(label.data()))
                        .orElseGet(() -> Outcome.forbidden("no such label is asked of you")));
    }

    /// A station's word on a label, in its event's transaction. An unknown one is asked for again.
    public void take(Handle handle, StationId station, Up.Event event) {
        Optional<Label> label =
                Optional.ofNullable(event.facts().label())
                        .flatMap(token -> ParcelStore.labelByToken(handle, token))
                        .filter(found -> isAskedOf(found, station.value()));
        if (label.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        String sscc = label.get().parcel();
        boolean printed = "printed".equals(event.facts().decision());
        ParcelStore.setLabel(handle, label.get().id(), printed ? "printed" : "unknown");
        ParcelStore.audit(
                handle,
                now,
                Actor.station(station.value()),
                printed ? "label-printed" : "label-unknown",
                sscc,
                event.facts().reason(),
                null);
        if (!printed) {
            ask(handle, ParcelStore.find(handle, sscc).orElseThrow(), station, now);
        }
    }

    private static boolean isAskedOf(Label label, String station) {
        return label.station().equals(station) && label.status().equals("asked");
    }

    private Label ask(Handle handle, Row parcel, StationId station, Instant now) {
        ParcelStore.label(handle, parcel.sscc())
                .ifPresent(old -> ParcelStore.setLabel(handle, old.id(), "replaced"));
        String id = "L-" + Numbers.next(handle, "label");
        String token = tokens.get();
        String data =
                Wire.writeBody(
                        new LabelData(
                                id,
                                parcel.sscc(),
                                "AMPRO",
                                SiteStore.find(handle, parcel.site()).orElseThrow().lines().stream()
                                        .limit(LabelData.ADDRESS_LINES_MAX)
                                        .toList(),
                                ParcelStore.cards(handle, parcel.sscc()).size(),
                                token));
        Label label = new Label(id, parcel.sscc(), token, station.value(), "asked", data);
        ParcelStore.insertLabel(handle, label, now.toEpochMilli());
        OutboxStore.put(
                handle,
                station,
                new Down.Label(id, token, "/api/v1/labels/" + token, EventChain.sha256(data)),
                now);
        return label;
    }
}

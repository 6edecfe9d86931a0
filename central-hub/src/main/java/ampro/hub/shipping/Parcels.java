package ampro.hub.shipping;

import ampro.firmware.wire.CardCode;
import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.LabelData;
import ampro.firmware.wire.StationId;
import ampro.firmware.wire.Up;
import ampro.firmware.wire.Wire;
import ampro.hub.application.Applications;
import ampro.hub.application.SiteStore;
import ampro.hub.application.Status;
import ampro.hub.audit.AuditStore;
import ampro.hub.card.Sscc;
import ampro.hub.custody.AlertStore;
import ampro.hub.link.OutboxStore;
import ampro.hub.shipping.ParcelStore.Label;
import ampro.hub.shipping.ParcelStore.Packed;
import ampro.hub.shipping.ParcelStore.Row;
import ampro.hub.station.StationStore;
import ampro.hub.store.Database;
import ampro.hub.store.Numbers;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Packs the printed cards of one site, labels the parcel, sends it and receives it by scan.
public final class Parcels {
    /// Extension digit of our SSCCs: one range, used up from 0.
    private static final int EXTENSION = 3;

    private static final int LIST_MAX = 200;

    /// Alert: this was in the parcel and not on its manifest.
    static final String UNEXPECTED = "parcel-unexpected";

    private final Database database;
    private final Applications applications;
    private final String companyPrefix;
    private final Supplier<String> labelTokens;
    private final InstantSource clock;

    public Parcels(
            Database database,
            Applications applications,
            String companyPrefix,
            Supplier<String> labelTokens,
            InstantSource clock) {
        this.database = database;
        this.applications = applications;
        this.companyPrefix = companyPrefix;
        this.labelTokens = labelTokens;
        this.clock = clock;
    }

    /// What was in the parcel and what was expected; both lists empty means complete.
    public record Difference(String sscc, List<String> missing, List<String> unexpected) {}

    /// What is in a parcel, and its newest label if one was asked for.
    public record Contents(List<Packed> cards, @Nullable Label label) {}

    public Outcome<Row> find(String sscc) {
        return database.read(handle -> found(handle, sscc));
    }

    public List<Row> newest() {
        return database.read(handle -> ParcelStore.newest(handle, LIST_MAX));
    }

    public Contents contents(String sscc) {
        return database.read(handle ->
                new Contents(
                        ParcelStore.cards(handle, sscc),
                        ParcelStore.label(handle, sscc).orElse(null)));
    }

    /// One parcel with every printed card of this site that is in none yet.
    public Outcome<Row> pack(String site, Actor by) {
        return database.write(handle -> {
            List<Packed> cards = ParcelStore.unpacked(handle, site);
            if (cards.isEmpty()) {
                return Outcome.conflict("nothing-to-pack", "no printed card waits for " + site);
            }
            Instant now = clock.instant();
            String sscc =
                    Sscc.of(EXTENSION, companyPrefix, Numbers.next(handle, "parcel")).digits();
            Row row = new Row(sscc, site, "pending", 1, now.toEpochMilli(), now.toEpochMilli());
            ParcelStore.insert(handle, row);
            cards.forEach(card -> ParcelStore.pack(handle, sscc, card));
            audit(handle, by, "packed", sscc, null, "pending");
            return Outcome.done(row);
        });
    }

    /// Asks this station to print the parcel's label; one that was printed before no longer counts.
    public Outcome<Label> label(String sscc, StationId station, Actor by) {
        return database.write(handle ->
                found(handle, sscc)
                        .then(parcel ->
                                StationStore.find(handle, station).isPresent()
                                        ? Outcome.done(parcel)
                                        : Outcome.notFound("station " + station))
                        .map(parcel -> {
                            audit(handle, by, "label-asked", sscc, null, station.value());
                            return ask(handle, parcel, station);
                        }));
    }

    /// The label's data, for the station that prints it.
    public Outcome<String> labelData(String token, Actor caller) {
        return database.read(handle ->
                ParcelStore.labelByToken(handle, token)
                        .filter(label -> label.station().equals(caller.id()))
                        .filter(label -> label.status().equals("asked"))
                        .<Outcome<String>>map(label -> Outcome.done(label.data()))
                        .orElseGet(() -> Outcome.forbidden("no such label is asked of you")));
    }

    /// A station's word on a label, in its event's transaction. An unknown one is asked for again
    /// under a new token; the old token no longer counts, so that a second label does no harm.
    public void labelEvent(Handle handle, StationId station, Up.Event event) {
        Optional<Label> label =
                Optional.ofNullable(event.facts().label())
                        .flatMap(token -> ParcelStore.labelByToken(handle, token))
                        .filter(found -> found.station().equals(station.value()))
                        .filter(found -> found.status().equals("asked"));
        if (label.isEmpty()) {
            return;
        }
        boolean printed = "printed".equals(event.facts().decision());
        ParcelStore.setLabel(handle, label.get().id(), printed ? "printed" : "unknown");
        audit(
                handle,
                Actor.station(station.value()),
                printed ? "label-printed" : "label-unknown",
                label.get().parcel(),
                event.facts().reason(),
                null);
        if (!printed) {
            ask(handle, ParcelStore.find(handle, label.get().parcel()).orElseThrow(), station);
        }
    }

    /// Hands the parcel to the courier; its label must have been printed.
    public Outcome<Row> dispatch(String sscc, Actor by) {
        return database.write(handle ->
                found(handle, sscc)
                        .then(parcel ->
                                ParcelStore.label(handle, sscc)
                                                .filter(Parcels::isPrinted)
                                                .isPresent()
                                        ? Outcome.done(parcel)
                                        : Outcome.conflict(
                                                "no-label",
                                                "the parcel's label is not" + " printed yet"))
                        .then(parcel -> move(handle, parcel, "pending", "in_transit", by))
                        .then(parcel ->
                                moveAll(
                                        handle,
                                        parcel,
                                        ParcelStore.cards(handle, sscc),
                                        Status.SHIPPED,
                                        by)));
    }

    /// Receives a parcel at its site: `label` is the scan of its label, `cards` the scans of what
    /// is inside. What was scanned and expected is ready for collection; the rest is told.
    public Outcome<Difference> receive(String label, List<String> cards, Actor by) {
        String[] part = label.split(";", -1);
        if (part.length != 3 || !part[0].equals("AMPROL1")) {
            return Outcome.invalid("label", "is not the symbol of a parcel label");
        }
        return database.write(handle ->
                found(handle, part[1])
                        .then(parcel -> liveLabel(handle, parcel, part[2]))
                        .then(parcel -> move(handle, parcel, "in_transit", "delivered", by))
                        .then(parcel -> takeIn(handle, parcel, cards, by)));
    }

    private Outcome<Difference> takeIn(Handle handle, Row parcel, List<String> scans, Actor by) {
        long now = clock.instant().toEpochMilli();
        List<Packed> packed = ParcelStore.cards(handle, parcel.sscc());
        List<String> scanned =
                scans.stream()
                        .flatMap(scan -> CardCode.parse(scan).stream())
                        .map(CardCode::card)
                        .toList();
        List<Packed> there = packed.stream().filter(card -> scanned.contains(card.card())).toList();
        there.forEach(card -> ParcelStore.received(handle, parcel.sscc(), card.card(), now));
        List<String> missing =
                packed.stream().filter(card -> !there.contains(card)).map(Packed::licence).toList();
        List<String> expected = packed.stream().map(Packed::card).toList();
        List<String> unexpected = new ArrayList<>(scans);
        unexpected.removeIf(scan ->
                CardCode.parse(scan).filter(code -> expected.contains(code.card())).isPresent());
        unexpected.forEach(scan ->
                AlertStore.put(
                        handle, UNEXPECTED, "parcel/" + parcel.sscc(), scan, clock.instant()));
        return moveAll(handle, parcel, there, Status.READY_FOR_COLLECTION, by)
                .map(moved -> new Difference(parcel.sscc(), missing, unexpected));
    }

    private Outcome<Row> moveAll(
            Handle handle, Row parcel, List<Packed> cards, Status to, Actor by) {
        Outcome<Row> all = Outcome.done(parcel);
        for (Packed card : cards) {
            all =
                    all.then(row ->
                            applications
                                    .move(
                                            handle,
                                            card.application(),
                                            to,
                                            by,
                                            "parcel " + parcel.sscc())
                                    .map(moved -> row));
        }
        return all;
    }

    private Outcome<Row> move(Handle handle, Row parcel, String from, String to, Actor by) {
        if (!parcel.status().equals(from)
                || !ParcelStore.setStatus(handle, parcel, to, clock.instant().toEpochMilli())) {
            return Outcome.conflict(
                    "illegal-transition",
                    "the parcel is %s and cannot become %s".formatted(parcel.status(), to));
        }
        audit(handle, by, to, parcel.sscc(), null, to);
        return Outcome.done(parcel);
    }

    private static Outcome<Row> liveLabel(Handle handle, Row parcel, String token) {
        return ParcelStore.label(handle, parcel.sscc())
                        .filter(label -> label.token().equals(token))
                        .filter(Parcels::isPrinted)
                        .isPresent()
                ? Outcome.done(parcel)
                : Outcome.conflict(
                        "old-label", "this label was replaced: scan the parcel's newest one");
    }

    private Label ask(Handle handle, Row parcel, StationId station) {
        Instant now = clock.instant();
        ParcelStore.label(handle, parcel.sscc())
                .ifPresent(old -> ParcelStore.setLabel(handle, old.id(), "replaced"));
        String id = "L-" + Numbers.next(handle, "label");
        String token = labelTokens.get();
        String data =
                Wire.writeBody(
                        new LabelData(
                                id,
                                parcel.sscc(),
                                "AMPRO",
                                SiteStore.find(handle, parcel.site()).orElseThrow().lines(),
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

    private static Outcome<Row> found(Handle handle, String sscc) {
        return ParcelStore.find(handle, sscc)
                .<Outcome<Row>>map(Outcome::done)
                .orElseGet(() -> Outcome.notFound("parcel " + sscc));
    }

    private static boolean isPrinted(Label label) {
        return label.status().equals("printed");
    }

    private void audit(
            Handle handle,
            Actor by,
            String action,
            String sscc,
            @Nullable String reason,
            @Nullable String after) {
        AuditStore.write(
                handle,
                clock.instant(),
                by,
                "parcel-" + action,
                "parcel/" + sscc,
                reason,
                null,
                after);
    }
}

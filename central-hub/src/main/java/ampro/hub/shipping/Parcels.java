package ampro.hub.shipping;

import ampro.firmware.wire.CardCode;
import ampro.firmware.wire.LabelCode;
import ampro.hub.application.Applications;
import ampro.hub.application.Status;
import ampro.hub.card.Sscc;
import ampro.hub.custody.AlertStore;
import ampro.hub.custody.CardStore;
import ampro.hub.shipping.ParcelStore.Label;
import ampro.hub.shipping.ParcelStore.Packed;
import ampro.hub.shipping.ParcelStore.Row;
import ampro.hub.store.Database;
import ampro.hub.store.Numbers;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Packs the printed cards of one site, sends the parcel and receives it by scan.
public final class Parcels {
    /// Cards in a parcel: a box of blanks.
    static final int CARDS_MAX = 500;

    /// Extension digit of our SSCCs: one range, used up from 0.
    private static final int EXTENSION = 3;

    private static final int LIST_MAX = 200;

    /// Alert: this was in the parcel and not on its manifest.
    static final String UNEXPECTED = "parcel-unexpected";

    private final Database database;
    private final Applications applications;
    private final String companyPrefix;
    private final InstantSource clock;

    public Parcels(
            Database database,
            Applications applications,
            String companyPrefix,
            InstantSource clock) {
        this.database = database;
        this.applications = applications;
        this.companyPrefix = companyPrefix;
        this.clock = clock;
    }

    /// What was in the parcel and what was expected; both lists empty means complete.
    public record Difference(String sscc, List<String> missing, List<String> unexpected) {}

    /// What is in a parcel, and its newest label if one was asked for.
    public record Contents(List<Packed> cards, @Nullable Label label) {}

    public Outcome<Row> find(String sscc) {
        return database.read(handle -> ParcelStore.found(handle, sscc));
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

    /// One parcel with the printed cards of this site that are in none yet, as many as fit one.
    public Outcome<Row> pack(String site, Actor by) {
        return database.write(handle -> {
            List<Packed> cards = ParcelStore.unpacked(handle, site, CARDS_MAX);
            if (cards.isEmpty()) {
                return Outcome.conflict("nothing-to-pack", "no printed card waits for " + site);
            }
            Instant now = clock.instant();
            String sscc =
                    Sscc.of(EXTENSION, companyPrefix, Numbers.next(handle, "parcel")).digits();
            Row row = new Row(sscc, site, "pending", 1, now.toEpochMilli(), now.toEpochMilli());
            ParcelStore.insert(handle, row);
            cards.forEach(card -> ParcelStore.pack(handle, sscc, card));
            ParcelStore.audit(handle, now, by, "packed", sscc, null, "pending");
            return Outcome.done(row);
        });
    }

    /// Hands the parcel to the courier; its label must have been printed.
    public Outcome<Row> dispatch(String sscc, Actor by) {
        return database.write(handle ->
                ParcelStore.found(handle, sscc)
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
        Optional<LabelCode> code = LabelCode.parse(label);
        if (code.isEmpty()) {
            return Outcome.invalid("label", "is not the symbol of a parcel label");
        }
        return database.write(handle ->
                ParcelStore.found(handle, code.get().sscc())
                        .then(parcel -> liveLabel(handle, parcel, code.get().token()))
                        .then(parcel ->
                                isOneMissing(handle, parcel)
                                        ? Outcome.done(parcel)
                                        : move(handle, parcel, "in_transit", "delivered", by))
                        .then(parcel -> takeIn(handle, parcel, cards, by)));
    }

    /// Whether it was received, and a card was overlooked that may be found in it.
    static boolean isOneMissing(Handle handle, Row parcel) {
        return parcel.status().equals("delivered")
                && live(handle, parcel).stream().anyMatch(card -> card.receivedAt() == null);
    }

    private static List<Packed> live(Handle handle, Row parcel) {
        return ParcelStore.cards(handle, parcel.sscc()).stream()
                .filter(card -> isLive(handle, card))
                .toList();
    }

    private Outcome<Difference> takeIn(Handle handle, Row parcel, List<String> scans, Actor by) {
        long now = clock.instant().toEpochMilli();
        List<Packed> packed = live(handle, parcel);
        List<Packed> awaited = packed.stream().filter(card -> card.receivedAt() == null).toList();
        List<String> scanned =
                scans.stream()
                        .flatMap(scan -> CardCode.parse(scan).stream())
                        .map(CardCode::card)
                        .toList();
        List<Packed> there =
                awaited.stream().filter(card -> scanned.contains(card.card())).toList();
        there.forEach(card -> ParcelStore.received(handle, parcel.sscc(), card.card(), now));
        List<String> missing =
                awaited.stream()
                        .filter(card -> !there.contains(card))
                        .map(Packed::licence)
                        .toList();
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

    /// A card that was declared lost and replaced is not expected any more: if it turns up in its
    /// parcel after all, it is a thing that must not be there.
    private static boolean isLive(Handle handle, Packed card) {
        return CardStore.isLive(handle, new CardCode(card.licence(), card.card()));
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
        ParcelStore.audit(handle, clock.instant(), by, to, parcel.sscc(), null, to);
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

    private static boolean isPrinted(Label label) {
        return label.status().equals("printed");
    }
}

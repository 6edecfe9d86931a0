package ampro.hub.shipping;

import ampro.firmware.wire.Sensitive;
import ampro.firmware.wire.StationId;
import ampro.hub.application.ApplicationStore;
import ampro.hub.application.SiteStore;
import ampro.hub.audit.AuditStore;
import ampro.hub.card.LicenceNumber;
import ampro.hub.custody.AlertStore;
import ampro.hub.shipping.ParcelStore.Label;
import ampro.hub.shipping.ParcelStore.Packed;
import ampro.hub.shipping.ParcelStore.Row;
import ampro.hub.staff.Staff;
import ampro.hub.station.StationStore;
import ampro.hub.store.Database;
import ampro.hub.web.ActionView;
import ampro.hub.web.ActionView.Weight;
import ampro.hub.web.Actor;
import ampro.hub.web.Call;
import ampro.hub.web.FormView;
import ampro.hub.web.Layout;
import ampro.hub.web.Permission;
import ampro.hub.web.TimelineView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads what the pages of parcels show.
record ParcelViews(Database database, Staff staff) {
    private static final int LIST_MAX = 200;
    private static final String UNKNOWN_PLACE = "–";

    ParcelsView list(Call call, Layout layout, @Nullable String refusal) {
        return database.read(handle -> {
            Map<String, String> sites = SiteStore.names(handle);
            return new ParcelsView(
                    layout,
                    call.actor().may(Permission.SHIP) ? toPack(handle, call, sites) : List.of(),
                    ParcelListStore.list(handle, LIST_MAX).stream()
                            .map(parcel -> row(parcel, sites, layout.asOf()))
                            .toList(),
                    refusal);
        });
    }

    private static List<ParcelsView.ToPack> toPack(
            Handle handle, Call call, Map<String, String> sites) {
        return ParcelListStore.unpacked(handle).stream()
                .map(waiting ->
                        new ParcelsView.ToPack(
                                sites.getOrDefault(waiting.site(), waiting.site()),
                                waiting.cards(),
                                new ActionView(
                                        "pack",
                                        call.form("/parcels"),
                                        Weight.PLAIN,
                                        Map.of("site", waiting.site()),
                                        List.of())))
                .toList();
    }

    private static ParcelsView.Row row(
            ParcelListStore.Listed parcel, Map<String, String> sites, Instant now) {
        return new ParcelsView.Row(
                parcel.sscc(),
                ParcelPages.address(parcel.sscc()),
                parcel.fromSite() == null
                        ? UNKNOWN_PLACE
                        : sites.getOrDefault(parcel.fromSite(), parcel.fromSite()),
                sites.getOrDefault(parcel.site(), parcel.site()),
                Math.toIntExact(parcel.cards()),
                parcel.status(),
                parcel.label() == null ? "none" : parcel.label(),
                Duration.between(Instant.ofEpochMilli(parcel.changedAt()), now));
    }

    ParcelView file(Call call, Layout layout, Row parcel, @Nullable String refusal) {
        Map<String, String> names = staff.names();
        return database.read(handle -> {
            Map<String, String> sites = SiteStore.names(handle);
            Optional<Label> label = ParcelStore.label(handle, parcel.sscc());
            List<Packed> cards = ParcelStore.cards(handle, parcel.sscc());
            return new ParcelView(
                    layout,
                    parcel.sscc(),
                    label.flatMap(l -> StationStore.find(handle, new StationId(l.station())))
                            .map(station -> sites.getOrDefault(station.site(), station.site()))
                            .orElse(UNKNOWN_PLACE),
                    sites.getOrDefault(parcel.site(), parcel.site()),
                    parcel.status(),
                    label.map(Label::status).orElse("none"),
                    cards.stream().map(card -> card(handle, card)).toList(),
                    TimelineView.of(entries(handle, parcel, names)),
                    actions(handle, call, parcel, label),
                    receiving(handle, call, parcel),
                    difference(handle, parcel, cards),
                    refusal);
        });
    }

    private static ParcelView.Card card(Handle handle, Packed packed) {
        return new ParcelView.Card(
                new LicenceNumber(packed.licence()).printed(),
                new Sensitive<>(
                        ApplicationStore.find(handle, packed.application())
                                .map(a -> a.holder().value().name())
                                .orElse(UNKNOWN_PLACE)),
                packed.blank() == null ? UNKNOWN_PLACE : packed.blank(),
                "/applications/" + packed.application(),
                packed.receivedAt() != null);
    }

    /// A parcel's history is its audit rows.
    private static List<TimelineView.Entry> entries(
            Handle handle, Row parcel, Map<String, String> names) {
        return AuditStore.of(handle, "parcel/" + parcel.sscc()).stream()
                .flatMap(row -> entry(row, names.getOrDefault(row.actor(), row.actor())))
                .toList();
    }

    private static Stream<TimelineView.Entry> entry(AuditStore.Row row, String who) {
        Instant at = Instant.ofEpochMilli(row.at());
        return switch (row.action()) {
            case "parcel-packed" -> parcel(at, "pending", who);
            case "parcel-in_transit" -> parcel(at, "in_transit", who);
            case "parcel-delivered" -> parcel(at, "delivered", who);
            case "parcel-label-asked" -> label(at, "asked", who, row.after());
            case "parcel-label-printed" -> label(at, "printed", who, row.reason());
            case "parcel-label-unknown" -> label(at, "unknown", who, row.reason());
            default -> Stream.empty();
        };
    }

    private static Stream<TimelineView.Entry> parcel(Instant at, String state, String who) {
        return Stream.of(new TimelineView.Entry(at, "parcel.state", state, who, null));
    }

    private static Stream<TimelineView.Entry> label(
            Instant at, String state, String who, @Nullable String why) {
        return Stream.of(new TimelineView.Entry(at, "label.history", state, who, why));
    }

    private static List<ActionView> actions(
            Handle handle, Call call, Row parcel, Optional<Label> label) {
        if (!call.actor().may(Permission.SHIP) || !parcel.status().equals("pending")) {
            return List.of();
        }
        boolean isPrinted = label.filter(l -> l.status().equals("printed")).isPresent();
        List<ActionView> actions = new ArrayList<>();
        if (isPrinted) {
            actions.add(action(call, parcel, "dispatch", "dispatch", Weight.PRIMARY, List.of()));
        }
        List<String> stations =
                StationStore.all(handle).stream()
                        .filter(station -> station.state().equals("open"))
                        .map(StationStore.Row::id)
                        .toList();
        if (!stations.isEmpty()) {
            actions.add(
                    action(
                            call,
                            parcel,
                            label.isEmpty() ? "label" : "print_label",
                            "label",
                            label.isEmpty() ? Weight.PRIMARY : Weight.PLAIN,
                            List.of(ActionView.Field.choice("station", stations))));
        }
        return actions;
    }

    private static ActionView action(
            Call call,
            Row parcel,
            String code,
            String path,
            Weight weight,
            List<ActionView.Field> asks) {
        FormView form = call.form(ParcelPages.address(parcel.sscc()) + "/" + path);
        return new ActionView(code, form, weight, Map.of(), asks);
    }

    /// For who works where the parcel goes to, while it is on its way, and while a card of it may
    /// have been overlooked.
    private static @Nullable FormView receiving(Handle handle, Call call, Row parcel) {
        Actor reader = call.actor();
        boolean isHere = reader.site() == null || reader.site().equals(parcel.site());
        boolean isAwaited =
                parcel.status().equals("in_transit") || Parcels.isOneMissing(handle, parcel);
        return reader.may(Permission.RECEIVE) && isHere && isAwaited
                ? call.form(ParcelPages.address(parcel.sscc()) + "/receive")
                : null;
    }

    private static ParcelView.@Nullable Difference difference(
            Handle handle, Row parcel, List<Packed> cards) {
        if (!parcel.status().equals("delivered")) {
            return null;
        }
        return new ParcelView.Difference(
                cards.stream()
                        .filter(card -> card.receivedAt() == null)
                        .map(card -> new LicenceNumber(card.licence()).printed())
                        .toList(),
                AlertStore.details(handle, Parcels.UNEXPECTED, "parcel/" + parcel.sscc()));
    }
}

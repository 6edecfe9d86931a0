package ampro.hub.web;

import static ampro.hub.web.Pages.FORM;
import static ampro.hub.web.Pages.NOW;

import ampro.hub.custody.ledger.BlankView;
import ampro.hub.custody.ledger.BlanksView;
import ampro.hub.custody.ledger.BookingView;
import ampro.hub.custody.ledger.CountView;
import ampro.hub.custody.ledger.LedgerFrame;
import ampro.hub.custody.ledger.LedgerTab;
import ampro.hub.custody.ledger.MovementView;
import ampro.hub.custody.ledger.TransferView;
import ampro.hub.custody.ledger.TransfersView;
import ampro.hub.custody.ledger.WitnessView;
import ampro.hub.web.Pages.Page;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The pages of the book of blanks, with something in them.
record LedgerPages(Pages pages) {
    private static final List<String> PLACES = List.of("central", "tnr-01", "tmm-01", "fnr-01");

    SequencedMap<String, Page> all() {
        SequencedMap<String, Page> all = new LinkedHashMap<>();
        all.put("blanks", page("blanks", blanks()));
        all.put("blanks-empty", page("blanks", empty()));
        all.put("blank", page("blank", blank()));
        all.put("blanks-receive", page("receive", booking(LedgerTab.RECEIVE)));
        all.put("blanks-station", page("station", booking(LedgerTab.STATION)));
        all.put("blanks-transfers", page("transfers", transfers()));
        all.put("blanks-transfer", page("transfer", transfer()));
        all.put("blanks-count", page("count", count(null)));
        all.put("blanks-counting", page("count", count(form())));
        all.put("blanks-witness", page("witness", witness()));
        return all;
    }

    private static Page page(String template, Object view) {
        return new Page("custody/ledger/" + template + ".jte", view);
    }

    private LedgerFrame frame(LedgerTab here, @Nullable String refusal) {
        return new LedgerFrame(
                pages.layout(Place.BLANKS, pages.name(), null),
                here,
                Arrays.asList(LedgerTab.values()),
                Map.of("serials", pages.name(), "reason", pages.name()),
                refusal);
    }

    private static LedgerFrame.Form form() {
        return new LedgerFrame.Form(FORM, PLACES);
    }

    private BlanksView blanks() {
        return new BlanksView(
                frame(LedgerTab.OVERVIEW, null),
                5000,
                List.of(
                        new BlanksView.Account("vault", 4000),
                        new BlanksView.Account("in_transit", 0),
                        new BlanksView.Account("at_station", 500),
                        new BlanksView.Account("loaded", 200),
                        new BlanksView.Account("in_printer", 2),
                        new BlanksView.Account("out_tray", 1),
                        new BlanksView.Account("in_doubt", 1),
                        new BlanksView.Account("issued", 290),
                        new BlanksView.Account("spoiled", 4),
                        new BlanksView.Account("test", 0),
                        new BlanksView.Account("lost", 0),
                        new BlanksView.Account("destroyed", 1)),
                List.of(
                        "vault",
                        "at_station",
                        "loaded",
                        "in_printer",
                        "out_tray",
                        "in_doubt",
                        "issued",
                        "spoiled",
                        "destroyed"),
                List.of(
                        row("central", 4000, 0, 0, 0, 0, 0, 0, 0, 0),
                        row("tmm-01", 0, 250, 103, 1, 0, 1, 90, 2, 0),
                        row("tnr-01", 0, 250, -1, 1, 1, 0, 200, 2, 1)),
                List.of(new BlanksView.UnderWay("TR-7", "central", "tnr-01", 500, NOW)),
                List.of(new BlanksView.Differing("C-12", "tnr-01", NOW, pages.name())),
                movements());
    }

    private BlanksView empty() {
        return new BlanksView(
                frame(LedgerTab.OVERVIEW, null),
                0,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static BlanksView.Row row(String place, long... blanks) {
        return new BlanksView.Row(
                place,
                Arrays.stream(blanks)
                        .mapToObj(count -> new BlanksView.Cell(count, count == 1 ? 1 : 0))
                        .toList());
    }

    private List<MovementView> movements() {
        return List.of(
                movement("print", "B0012345", "out_tray", "issued", "J-1042", null),
                movement("identify", null, "out_tray", "loaded", "J-1042", "it is B0012345"),
                movement("print", null, "in_printer", "out_tray", "J-1042", null),
                movement("lose", "B0012399", "loaded", "lost", null, pages.name()),
                movement("arrive", "B0012000–B0012199", "in_transit", "at_station", null, null),
                movement("receive", "B0010001–B0015000", "supplier", "received", null, "4711"));
    }

    private MovementView movement(
            String act,
            @Nullable String blanks,
            String from,
            String to,
            @Nullable String job,
            @Nullable String why) {
        boolean isOne = blanks != null && !blanks.contains("–");
        return new MovementView(
                NOW,
                act,
                blanks,
                isOne || blanks == null ? 1 : 200,
                isOne ? MovementView.address(String.valueOf(blanks)) : null,
                from,
                from.equals("supplier") ? "supplier" : "tnr-01",
                to,
                from.equals("supplier") ? "central" : "tnr-01",
                "Noro A.",
                job,
                why);
    }

    private BlankView blank() {
        return new BlankView(
                frame(LedgerTab.BLANK, null), "B0012345", "issued", "tnr-01", movements());
    }

    private BookingView booking(LedgerTab here) {
        return new BookingView(
                frame(here, here == LedgerTab.STATION ? pages.name() : null),
                form(),
                List.of("load", "unload", "spoil", "test"),
                List.of("B0015001..B0015500", "B0016001..B0016500"),
                form(),
                movements());
    }

    private TransfersView transfers() {
        return new TransfersView(
                frame(LedgerTab.TRANSFERS, null),
                List.of(
                        transfer("TR-7", "in_transit", 500),
                        transfer("TR-6", "differs", 2),
                        transfer("TR-5", "delivered", 0)),
                new TransfersView.Vault(
                        List.of("B0010001..B0011999", "B0012200..B0015000", "B0015999"), 12_000),
                form());
    }

    private TransfersView.Row transfer(String id, String state, long onItsWay) {
        return new TransfersView.Row(
                id, "central", "tnr-01", 500, onItsWay, state, NOW, pages.name());
    }

    private TransferView transfer() {
        return new TransferView(
                frame(LedgerTab.TRANSFERS, null),
                transfer("TR-6", "differs", 2),
                List.of("B0012007", "B0012100"),
                List.of("B0012007", "B0012100"),
                List.of("B0019001"),
                499L,
                NOW,
                "Faly R.",
                pages.name(),
                FORM);
    }

    /// As those see it who counted, with a form, or those who see the figures.
    private CountView count(LedgerFrame.@Nullable Form form) {
        boolean sees = form == null;
        return new CountView(
                frame(LedgerTab.COUNT, null),
                form,
                List.of("hopper", "tray", "reject_box", "shelf"),
                List.of(
                        counted("C-13", "closed", sees, 48, 1, 3, 250),
                        counted("C-12", "differs", sees, 46, 1, 4, 250),
                        counted("C-11", "counted_again", sees, 40, 1, 3, 250),
                        counted("C-10", "accepted", sees, 47, 1, 3, 250)));
    }

    private CountView.Row counted(String id, String state, boolean sees, long... blanks) {
        long[] expected = {48, 1, 3, 250};
        boolean isOpen = state.equals("differs");
        return new CountView.Row(
                id,
                "tnr-01",
                NOW,
                "Faly R.",
                state,
                IntStream.range(0, 4)
                        .mapToObj(i -> new CountView.Cell(blanks[i], sees ? expected[i] : null))
                        .toList(),
                isOpen && sees ? 1 : 0,
                isOpen ? null : "Noro A.",
                state.equals("accepted") ? pages.name() : null,
                isOpen && sees
                        ? new ActionView(
                                "accept_count",
                                FORM,
                                ActionView.Weight.PLAIN,
                                Map.of(),
                                List.of(ActionView.Field.reason()))
                        : null);
    }

    private WitnessView witness() {
        return new WitnessView(
                frame(LedgerTab.WITNESS, pages.name()),
                List.of(
                        request("W-4", "destroy", "waiting", true),
                        request("W-3", "lose", "waiting", false)),
                List.of(
                        request("W-2", "destroy", "confirmed", false),
                        request("W-1", "find", "refused", false)),
                form(),
                List.of("destroy", "lose", "find"));
    }

    private WitnessView.Row request(String id, String act, String state, boolean mayConfirm) {
        boolean waits = state.equals("waiting");
        return new WitnessView.Row(
                id,
                act,
                "tnr-01",
                14,
                List.of("B0012301..B0012312", "B0012399", "B0012401"),
                pages.name(),
                "Ony A.",
                NOW,
                state,
                waits ? null : "Noro A.",
                waits ? null : NOW,
                state.equals("refused") ? pages.name() : null,
                mayConfirm
                        ? List.of(
                                action("confirm_destroy", ActionView.Field.tick("seen")),
                                action("refuse", ActionView.Field.reason()))
                        : List.of());
    }

    private static ActionView action(String code, ActionView.Field asks) {
        ActionView.Weight weight =
                code.startsWith("confirm") ? ActionView.Weight.GRAVE : ActionView.Weight.PLAIN;
        return new ActionView(code, FORM, weight, Map.of(), List.of(asks));
    }
}

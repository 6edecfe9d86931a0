package ampro.hub.custody.ledger;

import ampro.hub.staff.Staff;
import ampro.hub.store.Database;
import ampro.hub.web.ActionView;
import ampro.hub.web.Call;
import ampro.hub.web.Outcome;
import ampro.hub.web.Permission;
import ampro.hub.web.Routes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What needs a second person: asking, confirming, refusing.
public final class WitnessPages {
    private static final int DECIDED_MAX = 20;

    private static final List<Act> ACTS = List.of(Act.DESTROY, Act.LOSE, Act.FIND);

    private final LedgerDesk desk;
    private final Witnessing witnessing;

    public WitnessPages(Database database, Staff staff, Witnessing witnessing) {
        this.desk = new LedgerDesk(database, staff);
        this.witnessing = witnessing;
    }

    public void add(Routes routes) {
        routes.get("/blanks/witness", Permission.VIEW, call -> show(call, 200, null))
                .post("/blanks/witness", Permission.BOOK_BLANKS, this::ask)
                .post("/blanks/witness/{id}/confirm", Permission.BOOK_BLANKS, this::confirm)
                .post("/blanks/witness/{id}/refuse", Permission.BOOK_BLANKS, this::refuse);
    }

    private void ask(Call call) {
        follow(
                call,
                () ->
                        act(call.field("act"))
                                .then(act ->
                                        witnessing.ask(
                                                act,
                                                LedgerDesk.lines(call, "serials"),
                                                call.field("place"),
                                                call.field("reason"),
                                                call.actor())));
    }

    private static Outcome<Act> act(String code) {
        Optional<Act> known = ACTS.stream().filter(act -> act.code().equals(code)).findFirst();
        return known.<Outcome<Act>>map(Outcome::done)
                .orElseGet(() -> Outcome.invalid("act", "is destroy, lose or find"));
    }

    private void confirm(Call call) {
        follow(
                call,
                () ->
                        call.field("seen").equals("yes")
                                ? witnessing.confirm(call.path("id"), call.actor())
                                : Outcome.invalid("seen", "the blanks are looked at first"));
    }

    private void refuse(Call call) {
        follow(call, () -> witnessing.refuse(call.path("id"), call.field("answer"), call.actor()));
    }

    private void follow(Call call, Supplier<Outcome<Witnessing.File>> command) {
        LedgerDesk.follow(
                call,
                () -> command.get().map(file -> LedgerTab.WITNESS.address()),
                (status, refusal) -> show(call, status, refusal));
    }

    private void show(Call call, int status, @Nullable String refusal) {
        LedgerFrame frame = desk.frame(call, LedgerTab.WITNESS, refusal);
        Map<String, String> names = desk.names();
        boolean books = call.actor().may(Permission.BOOK_BLANKS);
        List<String> places =
                desk.database()
                        .<List<String>>read(handle -> LedgerDesk.places(handle, call.actor()));
        call.show(
                status,
                "custody/ledger/witness.jte",
                new WitnessView(
                        frame,
                        witnessing.waiting().stream().map(file -> row(call, file, names)).toList(),
                        witnessing.decided(DECIDED_MAX).stream()
                                .map(file -> row(call, file, names))
                                .toList(),
                        books
                                ? new LedgerFrame.Form(
                                        call.form(LedgerTab.WITNESS.address()), places)
                                : null,
                        ACTS.stream().map(Act::code).toList()));
    }

    private static WitnessView.Row row(Call call, Witnessing.File file, Map<String, String> names) {
        RequestStore.Row row = file.row();
        return new WitnessView.Row(
                row.id(),
                row.act(),
                row.place(),
                row.blanks(),
                SerialList.ranges(file.serials()),
                row.reason(),
                names.getOrDefault(row.askedBy(), row.askedBy()),
                Instant.ofEpochMilli(row.askedAt()),
                row.state(),
                LedgerDesk.name(names, row.decidedBy()),
                row.decidedAt() == null ? null : Instant.ofEpochMilli(row.decidedAt()),
                row.answer(),
                row.isWaiting() && call.actor().may(Permission.BOOK_BLANKS)
                        ? actions(call, row)
                        : List.of());
    }

    /// Who asked can only take it back.
    private static List<ActionView> actions(Call call, RequestStore.Row row) {
        String address = LedgerTab.WITNESS.address() + "/" + row.id();
        boolean isMine = row.askedBy().equals(call.actor().id());
        ActionView refuse =
                new ActionView(
                        isMine ? "take_back" : "refuse",
                        call.form(address + "/refuse"),
                        ActionView.Weight.PLAIN,
                        Map.of(),
                        List.of(
                                new ActionView.Field(
                                        "answer", ActionView.Kind.LINES, null, true, List.of())));
        ActionView confirm =
                new ActionView(
                        "confirm_" + row.act(),
                        call.form(address + "/confirm"),
                        ActionView.Weight.GRAVE,
                        Map.of(),
                        List.of(ActionView.Field.tick("seen")));
        return isMine ? List.of(refuse) : List.of(confirm, refuse);
    }
}

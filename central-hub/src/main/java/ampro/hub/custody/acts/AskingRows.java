package ampro.hub.custody.acts;

import ampro.hub.staff.Staff;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.Asking.State;
import ampro.hub.web.ActionView;
import ampro.hub.web.ActionView.Field;
import ampro.hub.web.ActionView.Weight;
import ampro.hub.web.Actor;
import ampro.hub.web.Call;
import ampro.hub.web.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Puts askings into the reader's hands: names for ids, and what he may say to each.
record AskingRows(Staff staff) {

    List<AskingRow> of(Call call, List<Asking> askings) {
        Map<String, String> names = staff.names();
        return askings.stream()
                .map(asking -> seenBy(call.actor(), asking))
                .map(asking ->
                        new AskingRow(
                                asking,
                                name(names, asking.askedBy()),
                                asking.decidedBy() == null ? "" : name(names, asking.decidedBy()),
                                address(asking),
                                actions(call, asking)))
                .toList();
    }

    /// Who counts blanks does not see how many the book expects.
    static Asking seenBy(Actor reader, Asking asking) {
        return reader.may(Permission.VIEW_BLANKS)
                ? asking
                : asking.with(
                        asking.facts().stream()
                                .filter(fact -> !fact.name().equals(BoxFile.BLANKS))
                                .toList());
    }

    private static String name(Map<String, String> names, String id) {
        return names.getOrDefault(id, id);
    }

    /// `job/J-17` is at `/jobs/J-17`.
    private static String address(Asking asking) {
        int slash = asking.object().indexOf('/');
        return "/" + asking.object().substring(0, slash) + "s" + asking.object().substring(slash);
    }

    /// Who asked may take it back; another decides.
    private static List<ActionView> actions(Call call, Asking asking) {
        if (asking.state() != State.WAITING || !call.actor().may(Permission.DECIDE_CUSTODY)) {
            return List.of();
        }
        boolean isAsker = asking.askedBy().equalsIgnoreCase(call.actor().id());
        List<ActionView> actions = new ArrayList<>();
        if (!isAsker) {
            actions.add(action(call, asking, "approve", Weight.PRIMARY, List.of()));
        }
        actions.add(
                action(
                        call,
                        asking,
                        isAsker ? "take_back" : "refuse",
                        Weight.PLAIN,
                        List.of(Field.reason())));
        return actions;
    }

    private static ActionView action(
            Call call, Asking asking, String code, Weight weight, List<Field> asks) {
        String path = code.equals("approve") ? "approve" : "refuse";
        return new ActionView(
                code,
                call.form("/second-person/" + asking.id() + "/" + path),
                weight,
                Map.of(),
                asks);
    }
}

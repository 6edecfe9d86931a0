package ampro.hub.custody.acts;

import ampro.hub.custody.Recovery;
import ampro.hub.staff.second.Asking;
import ampro.hub.web.Call;
import ampro.hub.web.Permission;
import ampro.hub.web.Routes;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The API of what needs two people, and of a recovery.
public final class ActsRoutes {
    private final Acts acts;
    private final Recovery recovery;

    public ActsRoutes(Acts acts, Recovery recovery) {
        this.acts = acts;
        this.recovery = recovery;
    }

    public void add(Routes routes) {
        routes.get("/api/v1/recovery", Permission.VIEW, call -> call.json(standing()))
                .get("/api/v1/second-person", Permission.VIEW, this::list)
                .post(
                        "/api/v1/second-person/{id}/approve",
                        Permission.DECIDE_CUSTODY,
                        this::approve)
                .post("/api/v1/second-person/{id}/refuse", Permission.DECIDE_CUSTODY, this::refuse);
        for (Act act : Act.ASKED_HERE) {
            routes.post(act.address("/api/v1"), Permission.DECIDE_CUSTODY, call -> ask(call, act));
        }
    }

    /// What any act may want to know of its asker; each takes what it needs.
    record Asked(
            String reason,
            @Nullable String place,
            @Nullable String found,
            @Nullable String blank,
            @Nullable String accepted,
            @Nullable String countedBlanks,
            @Nullable String countedRejects) {
        Map<String, String> said() {
            Map<String, String> said = new HashMap<>();
            said.put(TakeIn.PLACE, place);
            said.put(Settle.FOUND, found);
            said.put(Settle.BLANK, blank);
            said.put(OfflinePrinting.ACCEPTED, accepted);
            said.put(Retire.BLANKS, countedBlanks);
            said.put(Retire.REJECTS, countedRejects);
            said.values().removeIf(value -> value == null);
            return said;
        }
    }

    record Refusing(String reason) {}

    private void ask(Call call, Act act) {
        call.json(
                call.body(Asked.class)
                        .then(asked ->
                                acts.ask(
                                        act,
                                        call.path("id"),
                                        asked.said(),
                                        asked.reason(),
                                        call.actor())),
                ActsRoutes::shown);
    }

    private void list(Call call) {
        call.json(
                acts.newest().stream()
                        .map(asking -> AskingRows.seenBy(call.actor(), asking))
                        .map(ActsRoutes::shown)
                        .toList());
    }

    private void approve(Call call) {
        call.json(acts.approve(call.path("id"), call.actor()), ActsRoutes::shown);
    }

    private void refuse(Call call) {
        call.json(
                call.body(Refusing.class)
                        .then(no -> acts.refuse(call.path("id"), no.reason(), call.actor())),
                ActsRoutes::shown);
    }

    private Map<String, Object> standing() {
        Recovery.Standing standing = recovery.standing();
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("term", standing.term());
        shown.put("whole", standing.whole());
        shown.put("since", standing.since().toString());
        if (standing.why() != null) {
            shown.put("why", standing.why());
        }
        shown.put("missing", standing.missing());
        return shown;
    }

    private static Map<String, Object> shown(Asking asking) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", asking.id());
        shown.put("kind", asking.kind());
        shown.put("object", asking.object());
        shown.put("facts", asking.said());
        shown.put("reason", asking.reason());
        shown.put("askedBy", asking.askedBy());
        shown.put("askedAt", asking.askedAt().toString());
        shown.put("expiresAt", asking.expiresAt().toString());
        shown.put("state", asking.state().code());
        if (asking.decidedBy() != null && asking.decidedAt() != null) {
            shown.put("decidedBy", asking.decidedBy());
            shown.put("decidedAt", asking.decidedAt().toString());
        }
        if (asking.answer() != null) {
            shown.put("answer", asking.answer());
        }
        return shown;
    }
}

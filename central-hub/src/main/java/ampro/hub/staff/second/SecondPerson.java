package ampro.hub.staff.second;

import ampro.hub.audit.AuditStore;
import ampro.hub.staff.second.Asking.Fact;
import ampro.hub.staff.second.Asking.State;
import ampro.hub.store.Numbers;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Keeps what was asked and decides who may decide: never the asker, only what still waits, only
/// while the facts are those that were asked about. Every step is audited under the act's object.
public final class SecondPerson {
    /// A day and its night: then the asker's facts are of another shift, and he asks again.
    public static final Duration DECIDED_WITHIN = Duration.ofHours(24);

    /// Characters of a reason: a few sentences.
    private static final int REASON_MAX = 500;

    private SecondPerson() {}

    /// Asks, once at a time for the same act on the same object.
    ///
    /// @param within how long it waits
    public static Outcome<Asking> ask(
            Handle handle,
            String kind,
            String object,
            List<Fact> facts,
            String reason,
            Actor by,
            Instant now,
            Duration within) {
        if (isNoReason(reason)) {
            return Outcome.invalid("reason", "is 1 to " + REASON_MAX + " characters");
        }
        AskingStore.expire(handle, kind, object, now);
        Optional<Asking> before =
                AskingStore.of(handle, object).stream()
                        .filter(each -> each.kind().equals(kind) && each.state() == State.WAITING)
                        .findAny();
        if (before.isPresent()) {
            return Outcome.conflict(
                    "asked-before",
                    "%s was asked for by %s already: it waits for a second person"
                            .formatted(before.get().id(), before.get().askedBy()));
        }
        Asking asking =
                new Asking(
                        "S-" + Numbers.next(handle, "second_person"),
                        kind,
                        object,
                        List.copyOf(facts),
                        reason.strip(),
                        by.id(),
                        now,
                        now.plus(within),
                        State.WAITING,
                        null,
                        null,
                        null);
        AskingStore.insert(handle, asking);
        audit(handle, asking, "asked", asking.reason(), by, now);
        return Outcome.done(asking);
    }

    /// What waited is not asked any more: it is decided elsewhere, or asked in another way.
    public static void close(Handle handle, String kind, String object) {
        AskingStore.expire(handle, kind, object, Instant.MAX);
    }

    /// What waits under this id.
    public static Outcome<Asking> waiting(Handle handle, String id, Instant now) {
        Optional<Asking> found = find(handle, id, now);
        if (found.isEmpty()) {
            return Outcome.notFound("asking " + id);
        }
        Asking asking = found.get();
        if (asking.state() != State.WAITING) {
            return Outcome.conflict(
                    "decided", "%s is %s already".formatted(id, asking.state().code()));
        }
        return Outcome.done(asking);
    }

    /// Allows it, if another person asked and what was seen then still holds.
    public static Outcome<Asking> approve(
            Handle handle, Asking asking, List<Fact> factsNow, Actor by, Instant now) {
        if (asking.askedBy().equalsIgnoreCase(by.id())) {
            return Outcome.forbidden(
                    "%s asked for %s: somebody else allows it".formatted(by.name(), asking.id()));
        }
        if (!asking.facts().equals(factsNow)) {
            return Outcome.conflict(
                    "facts-changed",
                    "%s was asked for with other facts than those of now: refuse it, look again, ask anew"
                            .formatted(asking.id()));
        }
        return decided(handle, asking, State.APPROVED, null, by, now);
    }

    /// Refuses it; the reason stays visible. Whoever asked may also take it back.
    public static Outcome<Asking> refuse(
            Handle handle, Asking asking, String answer, Actor by, Instant now) {
        return isNoReason(answer)
                ? Outcome.invalid("reason", "says why not, in 1 to " + REASON_MAX + " characters")
                : decided(handle, asking, State.REFUSED, answer.strip(), by, now);
    }

    private static Outcome<Asking> decided(
            Handle handle,
            Asking asking,
            State to,
            @Nullable String answer,
            Actor by,
            Instant now) {
        if (!AskingStore.decide(handle, asking.id(), to, by.id(), now, answer)) {
            return Outcome.conflict("decided", asking.id() + " was decided meanwhile");
        }
        audit(handle, asking, to.code(), answer, by, now);
        return Outcome.done(AskingStore.find(handle, asking.id()).orElseThrow());
    }

    private static void audit(
            Handle handle,
            Asking asking,
            String what,
            @Nullable String reason,
            Actor by,
            Instant now) {
        AuditStore.write(
                handle,
                now,
                by,
                asking.kind() + "-" + what,
                asking.object(),
                reason,
                null,
                asking.id());
    }

    private static boolean isNoReason(String text) {
        return text.isBlank() || text.length() > REASON_MAX;
    }

    public static Optional<Asking> find(Handle handle, String id, Instant now) {
        return AskingStore.find(handle, id).map(asking -> asking.at(now));
    }

    /// What waits for a second person, the oldest first.
    public static List<Asking> waiting(Handle handle, Instant now) {
        return AskingStore.waiting(handle, now);
    }

    /// What was asked, the newest first.
    public static List<Asking> newest(Handle handle, int most, Instant now) {
        return AskingStore.newest(handle, most).stream().map(each -> each.at(now)).toList();
    }

    /// Everything that was asked about this object, the newest first.
    public static List<Asking> of(Handle handle, String object, Instant now) {
        return AskingStore.of(handle, object).stream().map(each -> each.at(now)).toList();
    }
}

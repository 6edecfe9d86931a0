package ampro.hub.custody;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Facts;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.Asking.Fact;
import ampro.hub.staff.second.SecondPerson;
import ampro.hub.web.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What one person at a box found, of a card that is in doubt, waits for a second one: until he
/// confirms it here, or it is decided at the box, or answered there in another way.
public final class Answers {
    public static final String KIND = "confirm";

    /// The printer waits as long, and its site may be hard to reach.
    private static final Duration CONFIRMED_WITHIN = Duration.ofDays(30);

    private Answers() {}

    /// The job has another answer than before, or none any more.
    static void changed(Handle handle, Job before, Job job, Instant now) {
        if (Objects.equals(before.answer(), job.answer())) {
            return;
        }
        SecondPerson.close(handle, KIND, object(job));
        Facts found = job.answer();
        if (found != null && found.actor() != null) {
            SecondPerson.ask(
                            handle,
                            KIND,
                            object(job),
                            facts(job),
                            "answered at the box",
                            new Actor(
                                    found.actor(), found.actor(), "operator", Set.of(), null, null),
                            now,
                            CONFIRMED_WITHIN)
                    .orThrow();
        }
    }

    /// What the first person found, and where.
    public static List<Fact> facts(Job job) {
        Facts found = Objects.requireNonNull(job.answer(), "answered");
        Lease lease = Objects.requireNonNull(job.lease(), "in doubt under one");
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("found", String.valueOf(found.decision())));
        if (found.blank() != null) {
            facts.add(new Fact("blank", found.blank()));
        } else if ("spoiled".equals(found.decision())) {
            facts.add(new Fact("blank", "unread"));
        }
        if (found.also() != null) {
            facts.add(new Fact("also", String.join(" ", found.also())));
        }
        if (found.reason() != null) {
            facts.add(new Fact("because", found.reason()));
        }
        facts.add(new Fact("station", lease.station()));
        facts.add(new Fact("token", lease.token().toString()));
        facts.add(new Fact("card", lease.card()));
        return facts;
    }

    /// What the box is told when this person has confirmed the answer that stands.
    public static Down.Confirm confirmation(Job job, String second) {
        return new Down.Confirm(
                job.id(),
                Objects.requireNonNull(job.lease(), "in doubt under one").token(),
                Objects.requireNonNull(job.answer(), "answered"),
                second);
    }

    /// The same again, as long as the box has not said that it heard it: the broker may have
    /// dropped it.
    static Optional<Down.Confirm> standing(Handle handle, Job job, Instant now) {
        return job.answer() == null
                ? Optional.empty()
                : SecondPerson.of(handle, object(job), now).stream()
                        .filter(asking -> asking.kind().equals(KIND))
                        .filter(asking -> asking.state() == Asking.State.APPROVED)
                        .filter(asking -> asking.facts().equals(facts(job)))
                        .map(Asking::decidedBy)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(second -> confirmation(job, second));
    }

    private static String object(Job job) {
        return "job/" + job.id();
    }
}

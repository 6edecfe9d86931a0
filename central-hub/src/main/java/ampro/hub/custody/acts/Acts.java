package ampro.hub.custody.acts;

import ampro.hub.custody.AlertStore;
import ampro.hub.custody.Jobs;
import ampro.hub.custody.Recovery;
import ampro.hub.custody.Retirement;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.SecondPerson;
import ampro.hub.store.Database;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/// Asked by one person, allowed or refused by another, done in that moment.
public final class Acts {
    /// On the page of what was decided: more than a week of a whole country.
    private static final int LIST_MAX = 200;

    private final Database database;
    private final InstantSource clock;
    private final Reprint reprint;
    private final NameBlank nameBlank;
    private final TakeIn takeIn;
    private final Settle settle;
    private final Retire retire;
    private final BoxLost boxLost;
    private final Confirm confirm;
    private final OfflinePrinting offline;

    public Acts(Database database, Jobs jobs, Recovery recovery, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        Retirement retirement = new Retirement(jobs, recovery);
        reprint = new Reprint(jobs, clock);
        nameBlank = new NameBlank(jobs, clock);
        takeIn = new TakeIn(retirement);
        settle = new Settle(retirement);
        retire = new Retire(retirement, clock);
        boxLost = new BoxLost(retirement, clock);
        confirm = new Confirm(clock);
        offline = new OfflinePrinting(clock);
    }

    /// Asks for it. What cannot be done now cannot be asked for either.
    public Outcome<Asking> ask(
            Act act, String id, Map<String, String> said, String reason, Actor by) {
        return database.write(handle ->
                deed(act)
                        .facts(handle, id, said)
                        .then(facts ->
                                SecondPerson.ask(
                                        handle,
                                        act.code(),
                                        act.object(id),
                                        facts,
                                        reason,
                                        by,
                                        clock.instant(),
                                        SecondPerson.DECIDED_WITHIN)));
    }

    /// The second person allows it: it is done.
    public Outcome<Asking> approve(String id, Actor by) {
        return database.write(handle -> {
            Instant now = clock.instant();
            return SecondPerson.waiting(handle, id, now)
                    .then(asking -> approve(handle, asking, by, now));
        });
    }

    private Outcome<Asking> approve(Handle handle, Asking asking, Actor by, Instant now) {
        Optional<Act> act = Act.find(asking.kind());
        if (act.isEmpty()) {
            return Outcome.notFound("act " + asking.kind());
        }
        Deed deed = deed(act.get());
        return deed.facts(handle, asking.subject(), asking.said())
                .then(facts -> SecondPerson.approve(handle, asking, facts, by, now))
                .then(approved -> deed.carryOut(handle, approved, by));
    }

    /// Refuses it with a reason that stays visible.
    public Outcome<Asking> refuse(String id, String answer, Actor by) {
        return database.write(handle -> {
            Instant now = clock.instant();
            return SecondPerson.waiting(handle, id, now)
                    .then(asking -> SecondPerson.refuse(handle, asking, answer, by, now));
        });
    }

    /// What was asked, the newest first.
    public List<Asking> newest() {
        return database.read(handle -> SecondPerson.newest(handle, LIST_MAX, clock.instant()));
    }

    /// What no rule settles: late claims, differences, what a lost box rests on.
    public List<AlertStore.Row> alerts() {
        return database.read(handle -> AlertStore.newest(handle, JobViews.ALERTS_MAX));
    }

    private Deed deed(Act act) {
        return switch (act) {
            case REPRINT -> reprint;
            case NAME_BLANK -> nameBlank;
            case TAKE_IN -> takeIn;
            case SETTLE -> settle;
            case RETIRE -> retire;
            case BOX_LOST -> boxLost;
            case CONFIRM -> confirm;
            case OFFLINE -> offline;
        };
    }
}

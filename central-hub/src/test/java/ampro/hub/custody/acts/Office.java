package ampro.hub.custody.acts;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.custody.Job;
import ampro.hub.custody.JobListStore;
import ampro.hub.custody.JobStore;
import ampro.hub.custody.ledger.BlankAccount;
import ampro.hub.custody.ledger.LedgerStore;
import ampro.hub.staff.Role;
import ampro.hub.staff.second.Asking;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Two people of the central office and what they do on a bench.
record Office(Bench bench) {
    static final Actor MIRA = Bench.MIRA;
    static final Actor NORO = Bench.person("noro", Role.MANAGER);

    Outcome<Asking> ask(Act act, String id, Map<String, String> said) {
        return bench.acts.ask(act, id, said, "as told by phone", MIRA);
    }

    /// Asked by one, allowed by the other.
    Asking both(Act act, String id, Map<String, String> said) {
        return bench.acts.approve(ask(act, id, said).orThrow().id(), NORO).orThrow();
    }

    /// A granted job of which its station has said this much.
    Job claimed(Box box, EventType... types) {
        Job queued = bench.queued();
        bench.grants.grantAll();
        Job job = bench.job(queued);
        bench.take(box.claim(EventType.HELD, job, Facts.card(card(job))));
        for (EventType type : types) {
            bench.take(box.claim(type, job));
        }
        return bench.job(job);
    }

    /// The blank is null where nobody could read it.
    Job spoiled(Box box, @Nullable String blank) {
        Job job = claimed(box, EventType.INTENT, EventType.MADE, EventType.EJECTED);
        bench.take(box.claim(EventType.SPOILED, job, Facts.found(blank, "bent", "haja")));
        return bench.job(job);
    }

    Job completed(Box box, String blank) {
        Job job = claimed(box, EventType.INTENT, EventType.MADE, EventType.EJECTED);
        bench.take(box.claim(EventType.GOOD, job, Box.blank(blank)));
        return bench.job(job);
    }

    /// What the book says when two people have destroyed this blank.
    void destroyed(String blank) {
        booked(blank, BlankAccount.DESTROYED);
    }

    void lost(String blank) {
        booked(blank, BlankAccount.LOST);
    }

    private void booked(String blank, BlankAccount account) {
        bench.database.write(handle ->
                handle.execute(
                        "update blank set account = ? where serial = ?", account.code(), blank));
    }

    static String card(Job job) {
        return Objects.requireNonNull(job.lease(), "not leased").card();
    }

    String cardStatus(Job job) {
        return bench.database.read(
                handle -> JobListStore.cardStatus(handle, card(job)).orElseThrow());
    }

    Job newest(Job job) {
        return bench.database.read(
                handle -> JobStore.ofApplication(handle, job.application()).orElseThrow());
    }

    String application(Job job) {
        return bench.applications.find(job.application()).orThrow().status().code();
    }

    Map<BlankAccount, Long> at(String station) {
        return bench.database.read(handle -> LedgerStore.at(handle, station));
    }

    void assertBalanced(long received) {
        assertThat(bench.blanks.sums().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(received);
    }

    List<String> alerts() {
        return bench.alerts();
    }

    static void assertRefused(String code, Outcome<?> outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.code()).isEqualTo(code));
    }
}

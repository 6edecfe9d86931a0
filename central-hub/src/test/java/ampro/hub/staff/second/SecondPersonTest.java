package ampro.hub.staff.second;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ampro.hub.Bench;
import ampro.hub.audit.AuditStore;
import ampro.hub.staff.Role;
import ampro.hub.staff.second.Asking.Fact;
import ampro.hub.staff.second.Asking.State;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class SecondPersonTest {
    private static final Actor NORO = Bench.person("noro", Role.MANAGER);
    private static final List<Fact> FACTS =
            List.of(new Fact("blank", "B-1"), new Fact("card", "7K3M"));

    private final Bench bench;

    SecondPersonTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anotherPersonAllowsWhatWasAsked() {
        Asking asked = ask("reprint", "job/J-1").orThrow();
        assertThat(waiting()).containsExactly(asked);
        Asking approved = approve(asked, FACTS, NORO).orThrow();
        assertThat(approved.state()).isEqualTo(State.APPROVED);
        assertThat(approved.askedBy()).isEqualTo("mira");
        assertThat(approved.decidedBy()).isEqualTo("noro");
        assertThat(approved.facts()).isEqualTo(FACTS);
        assertThat(approved.subject()).isEqualTo("J-1");
        assertThat(waiting()).isEmpty();
        List<AuditStore.Row> audited =
                bench.database.read(handle -> AuditStore.of(handle, "job/J-1"));
        assertThat(audited)
                .extracting(AuditStore.Row::action)
                .containsExactly("reprint-asked", "reprint-approved");
    }

    @Test
    @Tag("FM-39")
    void whoeverAskedDoesNotAllowIt() {
        Asking asked = ask("reprint", "job/J-1").orThrow();
        assertRefused("forbidden", approve(asked, FACTS, Bench.MIRA));
        assertRefused("forbidden", approve(asked, FACTS, Bench.person("MIRA", Role.ADMIN)));
        assertThat(waiting()).containsExactly(asked);
        assertThatThrownBy(() -> decideInTheDatabase(asked, "mira"))
                .as("the database itself refuses it")
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void aRefusalKeepsItsReason() {
        Asking asked = ask("reprint", "job/J-1").orThrow();
        assertRefused("invalid", refuse(asked, " ", NORO));
        Asking refused = refuse(asked, "that card lies on my desk", NORO).orThrow();
        assertThat(refused.state()).isEqualTo(State.REFUSED);
        assertThat(refused.answer()).isEqualTo("that card lies on my desk");
        assertRefused("decided", approve(asked, FACTS, NORO));
        assertThat(ask("reprint", "job/J-1").orThrow().id())
                .as("asked anew")
                .isNotEqualTo(asked.id());
        assertThat(of("job/J-1"))
                .extracting(Asking::state)
                .containsExactly(State.WAITING, State.REFUSED);
    }

    @Test
    void whoeverAskedMayTakeItBack() {
        Asking asked = ask("reprint", "job/J-1").orThrow();
        assertThat(refuse(asked, "a mistake of mine", Bench.MIRA).orThrow().state())
                .isEqualTo(State.REFUSED);
    }

    @Test
    void itIsAskedForOnceAtATime() {
        ask("reprint", "job/J-1").orThrow();
        assertRefused("asked-before", ask("reprint", "job/J-1"));
        assertThat(ask("reprint", "job/J-2").isRefused()).isFalse();
        assertThat(ask("settle", "job/J-1").isRefused()).isFalse();
    }

    @Test
    void nobodyDecidesAfterADay() {
        Asking asked = ask("reprint", "job/J-1").orThrow();
        bench.pass(SecondPerson.DECIDED_WITHIN);
        assertThat(waiting()).isEmpty();
        assertRefused("decided", approve(asked, FACTS, NORO));
        assertThat(of("job/J-1")).extracting(Asking::state).containsExactly(State.EXPIRED);
        ask("reprint", "job/J-1").orThrow();
        bench.pass(SecondPerson.DECIDED_WITHIN.minus(Duration.ofMillis(1)));
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void otherFactsThanThoseAskedAboutAreNotAllowed() {
        Asking asked = ask("reprint", "job/J-1").orThrow();
        assertRefused("facts-changed", approve(asked, FACTS.subList(0, 1), NORO));
        assertThat(waiting()).containsExactly(asked);
    }

    @Test
    void aReasonIsAFewSentences() {
        assertRefused("invalid", ask("reprint", "job/J-1", "\n"));
        assertRefused("invalid", ask("reprint", "job/J-1", "x".repeat(501)));
        assertThat(waiting()).isEmpty();
    }

    private Outcome<Asking> ask(String kind, String object) {
        return ask(kind, object, "the corner is bent");
    }

    private Outcome<Asking> ask(String kind, String object, String reason) {
        return bench.database.write(handle ->
                SecondPerson.ask(
                        handle,
                        kind,
                        object,
                        FACTS,
                        reason,
                        Bench.MIRA,
                        bench.now(),
                        SecondPerson.DECIDED_WITHIN));
    }

    private Outcome<Asking> approve(Asking asking, List<Fact> now, Actor by) {
        return bench.database.write(handle ->
                SecondPerson.waiting(handle, asking.id(), bench.now())
                        .then(waits -> SecondPerson.approve(handle, waits, now, by, bench.now())));
    }

    private Outcome<Asking> refuse(Asking asking, String answer, Actor by) {
        return bench.database.write(handle ->
                SecondPerson.waiting(handle, asking.id(), bench.now())
                        .then(waits ->
                                SecondPerson.refuse(handle, waits, answer, by, bench.now())));
    }

    private void decideInTheDatabase(Asking asking, String by) {
        bench.database.write(handle ->
                AskingStore.decide(handle, asking.id(), State.APPROVED, by, bench.now(), null));
    }

    private List<Asking> waiting() {
        return bench.database.read(handle -> SecondPerson.waiting(handle, bench.now()));
    }

    private List<Asking> of(String object) {
        return bench.database.read(handle -> SecondPerson.of(handle, object, bench.now()));
    }

    private static void assertRefused(String code, Outcome<?> outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, r -> assertThat(r.code()).isEqualTo(code));
    }
}

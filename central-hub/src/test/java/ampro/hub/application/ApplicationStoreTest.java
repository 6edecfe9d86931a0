package ampro.hub.application;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.Bench;
import ampro.hub.audit.AuditStore;
import ampro.hub.store.Dialect;
import ampro.hub.store.History;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class ApplicationStoreTest {
    private final Bench bench;

    ApplicationStoreTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anApplicationIsReadAsItWasEntered() {
        Application entered = bench.application(Status.SUBMITTED);
        Application read = bench.applications.find(entered.id()).orThrow();
        assertThat(read).isEqualTo(entered);
        assertThat(read.holder().value().address()).containsExactly("12 Rue A", "Tana");
        assertThat(read.categories()).containsExactly("A1", "B");
        assertThat(read.enteredBy()).isEqualTo("haja");
    }

    @Test
    void everyChangeIsAVersionWithItsLineAndItsAuditRow() {
        Application generated = bench.application(Status.LICENSE_GENERATED);
        assertThat(generated.status()).isEqualTo(Status.LICENSE_GENERATED);
        assertThat(generated.licence()).isNotBlank();
        List<History.Change> history = bench.applications.past(generated.id()).history();
        assertThat(history)
                .extracting(History.Change::toStatus)
                .containsExactly(
                        "applied", "submitted", "under_review", "approved", "license_generated");
        assertThat(history).extracting(History.Change::version).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(history)
                .extracting(History.Change::actor)
                .containsExactly("haja", "haja", "haja", "mira", "hub");
        assertThat(
                        bench
                                .database
                                .read(handle ->
                                        AuditStore.of(handle, "application/" + generated.id()))
                                .stream()
                                .map(AuditStore.Row::action))
                .containsExactly(
                        "application-entered",
                        "application-submitted",
                        "application-under_review",
                        "verified-documents",
                        "verified-medical",
                        "verified-payment",
                        "application-approved",
                        "application-license_generated");
        assertThat(bench.database.read(AuditStore::firstBroken)).isZero();
    }

    @Test
    void noPersonalDataIsInTheAudit() {
        bench.application(Status.LICENSE_GENERATED);
        assertThat(
                        bench.column(
                                "select string_agg(coalesce(reason, '') || coalesce(before, '')"
                                        + " || coalesce(after, ''), ' ') from audit"))
                .doesNotContainIgnoringCase("rakoto")
                .doesNotContain("1991");
    }

    @Test
    void whoLoadedAnOlderVersionSavesNothing() {
        Application entered = bench.application(Status.SUBMITTED);
        Application first = entered.in(Status.UNDER_REVIEW, bench.now());
        Application second = entered.in(Status.CANCELLED, bench.now());
        assertThat(save(first)).isTrue();
        assertThat(save(second)).isFalse();
        assertThat(bench.applications.find(entered.id()).orThrow().status())
                .isEqualTo(Status.UNDER_REVIEW);
    }

    @Test
    void aRefusedMoveLeavesNoTrace() {
        Application entered = bench.application(Status.SUBMITTED);
        assertThat(bench.applications.move(entered.id(), Status.PRINTED, Bench.MIRA, null))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(bench.applications.find(entered.id()).orThrow()).isEqualTo(entered);
        assertThat(bench.applications.past(entered.id()).history()).hasSize(2);
    }

    @Test
    void anUnknownSiteIsRefusedWithNothingWritten() {
        assertThat(bench.applications.enter(Bench.application("YYY"), Bench.HAJA))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.detail()).contains("YYY"));
        assertThat(bench.column("select count(*) from application")).isEqualTo("0");
        assertThat(bench.application(Status.SUBMITTED).id()).isEqualTo("A-000001");
    }

    @Test
    void whatIsVerifiedSaysWhoAndUnderWhichReference() {
        Application a = bench.application(Status.UNDER_REVIEW);
        bench.applications.verify(a.id(), "medical", "MC-1", Bench.HAJA).orThrow();
        bench.pass(Duration.ofMinutes(1));
        bench.applications.verify(a.id(), "medical", "MC-2", Bench.MIRA).orThrow();
        assertThat(bench.applications.find(a.id()).orThrow().verified())
                .isEqualTo(EnumSet.of(Subject.MEDICAL));
        assertThat(bench.applications.past(a.id()).verifications())
                .containsExactly(
                        new ApplicationStore.Verification(
                                "medical", "mira", bench.now().toEpochMilli(), "MC-2"));
        Application early = bench.application(Status.SUBMITTED);
        assertThat(bench.applications.verify(early.id(), "medical", "MC-3", Bench.HAJA))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void stagesCountEveryStateAndItsOldest() {
        bench.application(Status.SUBMITTED);
        bench.pass(Duration.ofMinutes(1));
        bench.application(Status.SUBMITTED);
        bench.application(Status.UNDER_REVIEW);
        var stages = bench.database.read(ApplicationStore::stages);
        assertThat(stages).containsOnlyKeys(Status.values());
        assertThat(stages.get(Status.SUBMITTED))
                .isEqualTo(new ApplicationStore.Stage(2, bench.now().minus(Duration.ofMinutes(1))));
        assertThat(stages.get(Status.UNDER_REVIEW))
                .isEqualTo(new ApplicationStore.Stage(1, bench.now()));
        assertThat(stages.get(Status.COMPLETED)).isEqualTo(new ApplicationStore.Stage(0, null));
    }

    @Test
    void theNewestChangeIsListedFirst() {
        Application first = bench.application(Status.SUBMITTED);
        bench.pass(Duration.ofMinutes(1));
        Application second = bench.application(Status.SUBMITTED);
        bench.pass(Duration.ofMinutes(1));
        bench.applications.move(first.id(), Status.UNDER_REVIEW, Bench.HAJA, null).orThrow();
        assertThat(bench.applications.list(null, 10).stream().map(Application::id))
                .containsExactly(first.id(), second.id());
        assertThat(bench.applications.list(Status.SUBMITTED, 10).stream().map(Application::id))
                .containsExactly(second.id());
        assertThat(bench.applications.list(null, 1)).hasSize(1);
    }

    @Test
    void picturesAreKeptByteByByte() {
        Application a = bench.application(Status.SUBMITTED);
        byte[] portrait = bench.database.read(handle -> ApplicationStore.portrait(handle, a.id()));
        Optional<byte[]> signature =
                bench.database.read(handle -> ApplicationStore.signature(handle, a.id()));
        assertThat(Base64.getEncoder().encodeToString(portrait))
                .isEqualTo(Bench.application(Bench.SITE).portrait());
        assertThat(signature).isEmpty();
    }

    private boolean save(Application to) {
        return bench.database.write(handle -> ApplicationStore.save(handle, to));
    }
}

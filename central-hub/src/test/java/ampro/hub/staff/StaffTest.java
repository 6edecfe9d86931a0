package ampro.hub.staff;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.Bench;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import ampro.hub.web.Outcome.Reason;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class StaffTest {
    private static final String PASSWORD = "correct horse battery";

    private final Bench bench;
    private final Staff staff;

    StaffTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
        staff = bench.staff;
    }

    @BeforeEach
    void miraIsAManager() {
        staff.add("mira", "Mira Rakoto", Role.MANAGER, Bench.SITE, PASSWORD).orThrow();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void anAccountSignsInWithItsPassword() {
        Staff.SignedIn in = staff.signIn("mira", PASSWORD).orThrow();
        Actor mira = staff.bySession(in.key()).orThrow();
        assertThat(mira.id()).isEqualTo("mira");
        assertThat(mira.site()).isEqualTo(Bench.SITE);
        assertThat(mira.permissions()).isEqualTo(Role.MANAGER.permissions());
        assertThat(mira.csrf()).isNotBlank().isEqualTo(in.actor().csrf()).isNotEqualTo(in.key());
    }

    @Test
    void wrongNamesAndPasswordsAreRefusedInTheSameWords() {
        Outcome.Refused<?> wrongPassword = refused(staff.signIn("mira", "wrong horse battery"));
        Outcome.Refused<?> nobody = refused(staff.signIn("rija", PASSWORD));
        assertThat(wrongPassword.reason()).isEqualTo(Reason.UNAUTHENTICATED);
        assertThat(wrongPassword.detail()).isEqualTo(nobody.detail());
        assertThat(staff.authenticate("mira", PASSWORD)).isPresent();
        assertThat(staff.authenticate("mira", "")).isEmpty();
    }

    @Test
    void anAccountIsMadeOnceWithAFittingNameAndPassword() {
        assertThat(refused(staff.add("mira", "x", Role.VIEWER, null, PASSWORD)).code())
                .isEqualTo("account-exists");
        assertThat(refused(staff.add("Mira!", "x", Role.VIEWER, null, PASSWORD)).reason())
                .isEqualTo(Reason.INVALID);
        assertThat(refused(staff.add("rija", "x", Role.VIEWER, null, "short")).reason())
                .isEqualTo(Reason.INVALID);
        assertThat(staff.authenticate("mira", PASSWORD)).isPresent();
    }

    @Test
    void aSessionEndsAfterAQuarterOfAnHourUnused() {
        String key = staff.signIn("mira", PASSWORD).orThrow().key();
        for (int i = 0; i < 6; i++) {
            bench.pass(Duration.ofMinutes(14));
            assertThat(staff.bySession(key).isRefused()).as("in use").isFalse();
        }
        bench.pass(Duration.ofMinutes(15).plusMillis(1));
        assertThat(refused(staff.bySession(key)).reason()).isEqualTo(Reason.UNAUTHENTICATED);
    }

    @Test
    void aSessionEndsAfterTwelveHoursWhateverItsUse() {
        String key = staff.signIn("mira", PASSWORD).orThrow().key();
        for (int i = 0; i < 72; i++) {
            bench.pass(Duration.ofMinutes(10));
            assertThat(staff.bySession(key).isRefused()).isFalse();
        }
        bench.pass(Duration.ofMinutes(1));
        assertThat(staff.bySession(key).isRefused()).isTrue();
    }

    @Test
    void signingOutEndsOnlyThisSession() {
        String desk = staff.signIn("mira", PASSWORD).orThrow().key();
        String phone = staff.signIn("mira", PASSWORD).orThrow().key();
        staff.signOut(desk);
        assertThat(staff.bySession(desk).isRefused()).isTrue();
        assertThat(staff.bySession(phone).isRefused()).isFalse();
    }

    @Test
    void aTokenActsAsItsAccountWithoutBeingABrowser() {
        String token = staff.issueToken("mira").orThrow();
        Actor mira = staff.byToken(token).orThrow();
        assertThat(mira.id()).isEqualTo("mira");
        assertThat(mira.csrf()).isNull();
        assertThat(refused(staff.byToken(token + "x")).reason()).isEqualTo(Reason.UNAUTHENTICATED);
        assertThat(refused(staff.byToken("")).reason()).isEqualTo(Reason.UNAUTHENTICATED);
        assertThat(staff.bySession(token).isRefused()).as("a token is no session").isTrue();
    }

    @Test
    void neitherPasswordsNorKeysStandInTheDatabase() {
        String token = staff.issueToken("mira").orThrow();
        String key = staff.signIn("mira", PASSWORD).orThrow().key();
        assertThat(bench.column("select password from account"))
                .startsWith("$argon2id$")
                .doesNotContain(PASSWORD);
        assertThat(bench.column("select key_sha256 from api_token"))
                .hasSize(64)
                .isNotEqualTo(token);
        assertThat(bench.column("select key_sha256 from session")).hasSize(64).isNotEqualTo(key);
    }

    private static Outcome.Refused<?> refused(Outcome<?> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        return (Outcome.Refused<?>) outcome;
    }
}

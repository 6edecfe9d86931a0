package ampro.hub.application;

import static ampro.hub.application.Status.APPLIED;
import static ampro.hub.application.Status.APPROVED;
import static ampro.hub.application.Status.CANCELLED;
import static ampro.hub.application.Status.COMPLETED;
import static ampro.hub.application.Status.LICENSE_GENERATED;
import static ampro.hub.application.Status.PENDING_DOCUMENTS;
import static ampro.hub.application.Status.PENDING_PAYMENT;
import static ampro.hub.application.Status.PRINTED;
import static ampro.hub.application.Status.PRINTING;
import static ampro.hub.application.Status.QUEUED_FOR_PRINTING;
import static ampro.hub.application.Status.READY_FOR_COLLECTION;
import static ampro.hub.application.Status.REJECTED;
import static ampro.hub.application.Status.SHIPPED;
import static ampro.hub.application.Status.SUBMITTED;
import static ampro.hub.application.Status.UNDER_REVIEW;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ampro.firmware.wire.Sensitive;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import ampro.hub.web.Outcome.Done;
import ampro.hub.web.Outcome.Reason;
import ampro.hub.web.Outcome.Refused;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every pair of states, 15 x 15, against the product's own table.
@Tag("unit")
class StatusTest {
    private static final Instant THEN = Instant.parse("2026-11-22T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Actor MIRA = new Actor("mira", "Mira", "manager", Set.of(), null, null);

    /// Written from the product's states, not from the code.
    private static final Map<Status, Set<Status>> LEGAL =
            Map.ofEntries(
                    entry(APPLIED, Set.of(SUBMITTED, CANCELLED)),
                    entry(SUBMITTED, Set.of(UNDER_REVIEW, CANCELLED)),
                    entry(
                            UNDER_REVIEW,
                            Set.of(
                                    PENDING_DOCUMENTS,
                                    PENDING_PAYMENT,
                                    APPROVED,
                                    REJECTED,
                                    CANCELLED)),
                    entry(PENDING_DOCUMENTS, Set.of(UNDER_REVIEW, REJECTED, CANCELLED)),
                    entry(PENDING_PAYMENT, Set.of(UNDER_REVIEW, REJECTED, CANCELLED)),
                    entry(APPROVED, Set.of(LICENSE_GENERATED, UNDER_REVIEW, CANCELLED)),
                    entry(LICENSE_GENERATED, Set.of(QUEUED_FOR_PRINTING, CANCELLED)),
                    entry(QUEUED_FOR_PRINTING, Set.of(PRINTING, CANCELLED)),
                    entry(PRINTING, Set.of(PRINTED, QUEUED_FOR_PRINTING)),
                    entry(PRINTED, Set.of(SHIPPED, QUEUED_FOR_PRINTING)),
                    entry(SHIPPED, Set.of(READY_FOR_COLLECTION, QUEUED_FOR_PRINTING)),
                    entry(READY_FOR_COLLECTION, Set.of(COMPLETED, CANCELLED)),
                    entry(COMPLETED, Set.of()),
                    entry(REJECTED, Set.of()),
                    entry(CANCELLED, Set.of()));

    static Stream<Arguments> pairs() {
        return Arrays.stream(Status.values())
                .flatMap(from -> Arrays.stream(Status.values()).map(to -> Arguments.of(from, to)));
    }

    @Test
    void thereAreFifteenStates() {
        assertThat(LEGAL).containsOnlyKeys(Status.values()).hasSize(15);
        assertThat(LEGAL.values().stream().mapToInt(Set::size).sum()).isEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void everyPairIsLegalOrRefused(Status from, Status to) {
        Application application = in(from, "haja", EnumSet.allOf(Subject.class));
        Outcome<Application> outcome = ApplicationMachine.step(application, to, MIRA, NOW);
        boolean legal = LEGAL.getOrDefault(from, Set.of()).contains(to);
        switch (outcome) {
            case Done<Application>(Application moved) -> {
                assertThat(legal).as("%s -> %s", from, to).isTrue();
                assertThat(moved.status()).isEqualTo(to);
                assertThat(moved.version()).isEqualTo(application.version() + 1);
                assertThat(moved.changedAt()).isEqualTo(NOW);
                assertThat(moved)
                        .usingRecursiveComparison()
                        .ignoringFields("status", "version", "changedAt")
                        .isEqualTo(application);
            }
            case Refused<Application> refused -> {
                assertThat(legal).as("%s -> %s: %s", from, to, refused.detail()).isFalse();
                assertThat(refused.reason().status()).isEqualTo(409);
                assertThat(refused.code()).isEqualTo("illegal-transition");
                assertThat(refused.detail()).contains("A-000001", from.code(), to.code());
                assertThat(LEGAL.getOrDefault(from, Set.of()))
                        .as("what is possible is named")
                        .allSatisfy(next -> assertThat(refused.detail()).contains(next.code()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void finalStatesHaveNoWayOut(Status status) {
        assertThat(status.isFinal())
                .isEqualTo(Set.of(COMPLETED, REJECTED, CANCELLED).contains(status));
    }

    @ParameterizedTest
    @EnumSource
    void codesAreLowerCaseAndReadBack(Status status) {
        assertThat(status.code()).matches("[a-z_]+");
        assertThat(Status.of(status.code())).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource
    void approvalNeedsEverySubjectVerified(Subject missing) {
        Set<Subject> verified = EnumSet.complementOf(EnumSet.of(missing));
        Refused<Application> refused = refused(in(UNDER_REVIEW, "haja", verified), MIRA);
        assertThat(refused.code()).isEqualTo("not-verified");
        assertThat(refused.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(refused.detail()).contains(missing.code());
        for (Subject subject : verified) {
            assertThat(refused.detail()).doesNotContain(subject.code());
        }
    }

    @Test
    void approvalNamesEverythingThatIsMissing() {
        assertThat(refused(in(UNDER_REVIEW, "haja", Set.of()), MIRA).detail())
                .contains("documents", "medical", "payment");
    }

    @Test
    void whoEnteredItDoesNotApproveIt() {
        Refused<Application> refused =
                refused(in(UNDER_REVIEW, "mira", EnumSet.allOf(Subject.class)), MIRA);
        assertThat(refused.reason()).isEqualTo(Reason.FORBIDDEN);
        assertThat(refused.detail()).contains("another person");
    }

    private static Refused<Application> refused(Application application, Actor by) {
        return switch (ApplicationMachine.step(application, APPROVED, by, NOW)) {
            case Refused<Application> refused -> refused;
            case Done<Application> done -> fail("approved: " + done);
        };
    }

    private static Application in(Status status, String enteredBy, Set<Subject> verified) {
        return new Application(
                "A-000001",
                status,
                7,
                "new",
                "TNR",
                new Sensitive<>(
                        new Holder("R", "H", "1991-03-14", null, "F", List.of(), List.of())),
                List.of("B"),
                enteredBy,
                null,
                null,
                verified,
                THEN,
                THEN);
    }
}

package ampro.hub.custody;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.application.Status;
import ampro.hub.custody.ReprintGround.Evidence;
import ampro.hub.custody.ledger.BlankAccount;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Custody, section 1: a reprint is a new job, and possible only when the card before it can be
/// nobody's licence any more.
@Tag("unit")
class ReprintGroundTest {

    @ParameterizedTest
    @EnumSource
    void aSpoiledCardIsReplacedOnlyWhenItsBlankIsBookedAsDestroyedOrLost(BlankAccount account) {
        assertThat(ground(spoiled("B-7"), null, account.code()))
                .isEqualTo(
                        switch (account) {
                            case DESTROYED -> ReprintGround.DESTROYED;
                            case LOST -> ReprintGround.SPOILED_AND_LOST;
                            default -> ReprintGround.NOT_DESTROYED;
                        });
    }

    @Test
    void aSpoiledCardWhoseBlankTheBookDoesNotKnowIsNotDestroyed() {
        assertThat(ground(spoiled("B-7"), null, null)).isEqualTo(ReprintGround.NOT_DESTROYED);
    }

    @Test
    void aSpoiledCardWhoseBlankNobodyScannedIsNotReplaced() {
        assertThat(ground(spoiled(null), "destroyed", "destroyed"))
                .isEqualTo(ReprintGround.BLANK_UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void aCardThatWasLostWithItsBoxIsReplacedOnlyWhenItsIdentityIsRevoked(CardStatus card) {
        assertThat(ground(lost(), card.code(), "lost"))
                .isEqualTo(
                        card == CardStatus.REVOKED
                                ? ReprintGround.LOST_WITH_STATION
                                : ReprintGround.NOT_REVOKED);
        assertThat(ground(lost(), null, "lost")).isEqualTo(ReprintGround.NOT_REVOKED);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("FM-62")
    void aGoodCardIsReplacedOnlyWhileItIsOnItsWay(Status application) {
        assertThat(
                        ReprintGround.of(
                                new Evidence(
                                        SampleJob.in(JobStatus.COMPLETED),
                                        "live",
                                        "issued",
                                        application,
                                        true)))
                .isEqualTo(
                        application == Status.SHIPPED
                                ? ReprintGround.LOST_ON_ITS_WAY
                                : ReprintGround.NOT_FAILED);
    }

    /// A restored database has its application where it was before the card was lost.
    @ParameterizedTest
    @EnumSource
    void aGoodCardThatWasRevokedSinceIsReplaced(CardStatus card) {
        assertThat(
                        ReprintGround.of(
                                new Evidence(
                                        SampleJob.in(JobStatus.COMPLETED),
                                        card.code(),
                                        "issued",
                                        Status.PRINTED,
                                        true)))
                .isEqualTo(
                        card == CardStatus.REVOKED
                                ? ReprintGround.REVOKED_SINCE
                                : ReprintGround.NOT_FAILED);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"COMPLETED", "FAILED"})
    void whatIsNotSettledIsNotReplaced(JobStatus status) {
        assertThat(
                        ReprintGround.of(
                                new Evidence(
                                        SampleJob.in(status),
                                        "revoked",
                                        "destroyed",
                                        Status.SHIPPED,
                                        true)))
                .isEqualTo(ReprintGround.NOT_FAILED);
    }

    @Test
    @Tag("FM-59")
    void whatNobodyWantsIsNotReplaced() {
        assertThat(ground(spoiled("B-7").withdrawn("moved abroad"), null, "destroyed"))
                .isEqualTo(ReprintGround.WITHDRAWN);
    }

    @Test
    void aCardIsReplacedOnce() {
        for (Job job : new Job[] {spoiled("B-7"), lost(), SampleJob.in(JobStatus.COMPLETED)}) {
            assertThat(
                            ReprintGround.of(
                                    new Evidence(
                                            job, "revoked", "destroyed", Status.SHIPPED, false)))
                    .isEqualTo(ReprintGround.REPLACED);
        }
    }

    @Test
    void onlyWhatCanBeNobodysLicenceAllowsAReprintAndEachGroundIsSaid() {
        assertThat(Arrays.stream(ReprintGround.values()).filter(ReprintGround::allows))
                .containsExactly(
                        ReprintGround.DESTROYED,
                        ReprintGround.LOST_WITH_STATION,
                        ReprintGround.LOST_ON_ITS_WAY,
                        ReprintGround.SPOILED_AND_LOST,
                        ReprintGround.REVOKED_SINCE);
        assertThat(ReprintGround.values()).extracting(ReprintGround::words).doesNotHaveDuplicates();
        assertThat(ReprintGround.values())
                .allSatisfy(ground -> assertThat(ground.words()).isNotBlank());
        assertThat(ReprintGround.LOST_ON_ITS_WAY.code()).isEqualTo("lost_on_its_way");
    }

    private static ReprintGround ground(Job job, @Nullable String card, @Nullable String blank) {
        return ReprintGround.of(new Evidence(job, card, blank, Status.PRINTING, true));
    }

    private static Job spoiled(@Nullable String blank) {
        return SampleJob.in(JobStatus.QUALITY_CHECK)
                .settled(JobStatus.FAILED, BlankAccount.SPOILED, blank, "colour", SampleJob.NOW);
    }

    private static Job lost() {
        return SampleJob.in(JobStatus.PRINTING)
                .settled(JobStatus.FAILED, BlankAccount.LOST, null, "burnt", SampleJob.NOW);
    }
}

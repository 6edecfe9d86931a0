package ampro.hub.custody.ledger;

import static ampro.hub.custody.ledger.BlankAccount.IN_DOUBT;
import static ampro.hub.custody.ledger.BlankAccount.LOADED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ampro.hub.web.Outcome;
import ampro.hub.web.Permission;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A movement is two entries of so many blanks, so what cannot be two entries cannot be written
/// down; and what the accounts and the acts are called.
@Tag("unit")
class MovementTest {
    private static final Spot HOPPER = new Spot(LOADED, "tnr-01");
    private static final Spot DOUBT = new Spot(IN_DOUBT, "tnr-01");

    @Test
    void blanksLeaveOneSpotAndEnterAnother() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Movement.nameless(Act.PRINT, HOPPER, HOPPER, 1, null));
        Spot elsewhere = new Spot(LOADED, "tmm-01");
        assertThat(Movement.nameless(Act.COUNT, HOPPER, elsewhere, 1, null).isNamed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void aMovementIsOfOneBlankAtLeast(long blanks) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Movement.nameless(Act.PRINT, HOPPER, DOUBT, blanks, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Movement.named(Act.PRINT, HOPPER, DOUBT, List.of(), null));
    }

    @Test
    void eitherEveryBlankIsNamedOrNoneIs() {
        Movement two = Movement.named(Act.PRINT, HOPPER, DOUBT, List.of("B1", "B2"), null);
        assertThat(two.blanks()).isEqualTo(2);
        assertThat(two.isNamed()).isTrue();
        for (long blanks : new long[] {1, 3}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            new Movement(
                                    Act.PRINT,
                                    HOPPER,
                                    DOUBT,
                                    blanks,
                                    List.of("B1", "B2"),
                                    null,
                                    null));
        }
    }

    @Test
    void aPrinterMovesOneNamedBlankOrSomeThatNobodyCouldRead() {
        assertThat(new PrintMove("J-1", "tnr-01", LOADED, IN_DOUBT, "B1", 1).blanks()).isOne();
        assertThat(new PrintMove("J-1", "tnr-01", LOADED, IN_DOUBT, null, 3).blanks()).isEqualTo(3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrintMove("J-1", "tnr-01", LOADED, IN_DOUBT, "B1", 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PrintMove("J-1", "tnr-01", LOADED, IN_DOUBT, null, 0));
    }

    @Test
    void noBlankIsEverWithTheSupplier() {
        assertThat(BlankAccount.holding())
                .hasSize(BlankAccount.values().length - 1)
                .doesNotContain(BlankAccount.SUPPLIER);
    }

    @ParameterizedTest
    @EnumSource
    void peopleNameEveryAccountThatHoldsBlanks(BlankAccount account) {
        boolean holds = account != BlankAccount.SUPPLIER;
        assertThat(BlankAccount.parse(account.code()))
                .isEqualTo(
                        holds
                                ? Outcome.done(account)
                                : Outcome.invalid("account", "supplier is no account of blanks"));
        assertThat(BlankAccount.of(account.code())).isEqualTo(account);
    }

    @Test
    void whereBlanksAreIsSaidInASentence() {
        assertThat(new Spot(BlankAccount.VAULT, Spot.CENTRAL).words())
                .isEqualTo("in the vault at central");
        assertThat(new Spot(BlankAccount.IN_TRANSIT, "T-3").words())
                .isEqualTo("on its way with T-3");
        assertThat(BlankAccount.values()).extracting(BlankAccount::words).doesNotHaveDuplicates();
        assertThat(Act.BOX_LOST.code()).isEqualTo("box_lost");
        assertThat(BlindCount.Heap.REJECT_BOX.code()).isEqualTo("reject_box");
    }

    @Test
    void whatThePathOfABlankDoesNotExplainNeedsAReason() {
        assertThat(Arrays.stream(Act.values()).filter(act -> !LedgerRules.needsReason(act)))
                .containsExactly(
                        Act.RECEIVE,
                        Act.STORE,
                        Act.SEND,
                        Act.ARRIVE,
                        Act.LOAD,
                        Act.UNLOAD,
                        Act.PRINT);
    }

    /// The book is its keeper's; who stands at a box moves what lies there; what a printer does and
    /// what two people decide elsewhere is no single person's act.
    @Test
    void everyActIsItsOwnersAlone() {
        Map<Optional<Permission>, List<Act>> owners =
                Arrays.stream(Act.values()).collect(Collectors.groupingBy(LedgerRules::permission));
        Function<Optional<Permission>, List<Act>> acts =
                owner -> owners.getOrDefault(owner, List.of());
        assertThat(owners).hasSize(3);
        assertThat(acts.apply(Optional.empty()))
                .containsExactly(Act.PRINT, Act.BOX_LOST, Act.RETIRE, Act.CARD_LOST);
        assertThat(acts.apply(Optional.of(Permission.HANDLE_BLANKS)))
                .containsExactly(Act.ARRIVE, Act.LOAD, Act.UNLOAD, Act.TEST, Act.SPOIL);
        assertThat(acts.apply(Optional.of(Permission.BOOK_BLANKS)))
                .contains(Act.RECEIVE, Act.LOSE, Act.FIND, Act.DESTROY);
    }
}

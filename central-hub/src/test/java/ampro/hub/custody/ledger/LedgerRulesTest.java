package ampro.hub.custody.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.staff.Role;
import ampro.hub.web.Permission;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("unit")
class LedgerRulesTest {
    /// Every pair that is allowed, written down a second time; all others are refused.
    private static final Map<Act, String> ALLOWED =
            Map.ofEntries(
                    Map.entry(Act.RECEIVE, "supplier>received"),
                    Map.entry(Act.STORE, "received>vault"),
                    Map.entry(Act.SEND, "vault>in_transit at_station>in_transit"),
                    Map.entry(
                            Act.ARRIVE,
                            """
                            in_transit>vault in_transit>at_station received>vault
                            received>at_station vault>vault vault>at_station at_station>vault
                            at_station>at_station lost>vault lost>at_station
                            """),
                    Map.entry(Act.LOAD, "at_station>loaded"),
                    Map.entry(Act.UNLOAD, "loaded>at_station"),
                    Map.entry(
                            Act.PRINT,
                            """
                            loaded>in_printer loaded>out_tray loaded>issued loaded>spoiled
                            loaded>in_doubt
                            in_printer>loaded in_printer>out_tray in_printer>issued
                            in_printer>spoiled in_printer>in_doubt
                            out_tray>issued out_tray>spoiled out_tray>in_doubt
                            in_doubt>loaded in_doubt>out_tray in_doubt>issued in_doubt>spoiled
                            """),
                    Map.entry(Act.TEST, "at_station>test loaded>test"),
                    Map.entry(
                            Act.SPOIL,
                            "received>spoiled vault>spoiled at_station>spoiled loaded>spoiled"),
                    Map.entry(
                            Act.LOSE,
                            """
                            received>lost vault>lost in_transit>lost at_station>lost loaded>lost
                            spoiled>lost test>lost
                            """),
                    Map.entry(Act.FIND, "lost>vault lost>at_station"),
                    Map.entry(
                            Act.COUNT,
                            """
                            at_station>at_station at_station>loaded at_station>out_tray
                            at_station>spoiled at_station>lost
                            loaded>at_station loaded>loaded loaded>out_tray loaded>spoiled
                            loaded>lost
                            out_tray>at_station out_tray>loaded out_tray>out_tray out_tray>spoiled
                            out_tray>lost
                            spoiled>at_station spoiled>loaded spoiled>out_tray spoiled>spoiled
                            spoiled>lost
                            test>at_station test>loaded test>out_tray test>lost
                            lost>at_station lost>loaded lost>out_tray lost>spoiled
                            supplier>at_station supplier>loaded supplier>out_tray supplier>spoiled
                            """),
                    Map.entry(Act.DESTROY, "spoiled>destroyed test>destroyed"),
                    Map.entry(
                            Act.BOX_LOST,
                            """
                            at_station>lost loaded>lost in_printer>lost out_tray>lost
                            in_doubt>lost spoiled>lost test>lost
                            """),
                    Map.entry(
                            Act.RETIRE,
                            """
                            at_station>vault loaded>vault spoiled>spoiled test>spoiled
                            vault>lost spoiled>lost
                            lost>vault lost>spoiled supplier>vault supplier>spoiled
                            """),
                    Map.entry(Act.CARD_LOST, "issued>lost"));

    @ParameterizedTest
    @EnumSource
    void everyPairOfAccountsIsAllowedOrRefusedAsWritten(Act act) {
        Set<String> allowed =
                Arrays.stream(BlankAccount.values())
                        .flatMap(from ->
                                Arrays.stream(BlankAccount.values())
                                        .filter(to -> LedgerRules.allows(act, from, to))
                                        .map(to -> from.code() + ">" + to.code()))
                        .collect(Collectors.toSet());
        if (act == Act.IDENTIFY) {
            assertThat(allowed).as("an exchange between any two").hasSize(14 * 14);
        } else {
            assertThat(allowed)
                    .containsExactlyInAnyOrder(ALLOWED.getOrDefault(act, "").strip().split("\\s+"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {"PRINT", "IDENTIFY", "COUNT", "RETIRE"},
            mode = EnumSource.Mode.EXCLUDE)
    void whereAnActLeadsIsWhereItMayLead(Act act) {
        for (String place : Set.of(Spot.CENTRAL, "tnr-01")) {
            Spot to = LedgerRules.after(act, place);
            assertThat(to.place()).isEqualTo(place);
            assertThat(Arrays.stream(BlankAccount.values()))
                    .anyMatch(from -> LedgerRules.allows(act, from, to.account()));
        }
    }

    @Test
    void noAccountIsADeadEndButTheLast() {
        Set<BlankAccount> ends =
                BlankAccount.holding().stream()
                        .filter(from ->
                                Arrays.stream(Act.values())
                                        .filter(act -> act != Act.IDENTIFY)
                                        .noneMatch(act ->
                                                Arrays.stream(BlankAccount.values())
                                                        .anyMatch(to ->
                                                                LedgerRules.allows(act, from, to))))
                        .collect(Collectors.toSet());
        assertThat(ends).containsExactly(BlankAccount.DESTROYED);
    }

    @Test
    void whatTakesBlanksOutOfTheBookNeedsASecondPersonAndAReason() {
        assertThat(Arrays.stream(Act.values()).filter(LedgerRules::needsWitness))
                .containsExactly(Act.LOSE, Act.FIND, Act.DESTROY)
                .allMatch(LedgerRules::needsReason);
    }

    @ParameterizedTest
    @EnumSource
    void whoCountsDoesNotSeeWhatTheBookExpects(Role role) {
        boolean counts = role.permissions().contains(Permission.COUNT_BLANKS);
        boolean sees =
                role.permissions().contains(Permission.VIEW_BLANKS)
                        || role.permissions().contains(Permission.BOOK_BLANKS);
        assertThat(counts && sees).isFalse();
    }
}

package ampro.station.hardware.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ampro.station.hardware.simulated.FaultRule.Kind;
import ampro.station.hardware.simulated.FaultRule.Moment;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("device")
class FaultsTest {
    @Test
    void scriptIsOneRuleALine() {
        assertThat(
                        Faults.parse(
                                List.of(
                                        "# a bad day",
                                        "",
                                        "jam during panel=c",
                                        "answer drop after=Sp times=3",
                                        "double-feed",
                                        "power-cycle ejects after panel=back:k")))
                .containsExactly(
                        new FaultRule(Kind.JAM, "", Moment.DURING, "panel=c", 1),
                        new FaultRule(Kind.ANSWER, "drop", Moment.AFTER, "Sp", 3),
                        new FaultRule(Kind.DOUBLE_FEED, "", Moment.DURING, "feed", 1),
                        new FaultRule(Kind.POWER_CYCLE, "ejects", Moment.AFTER, "panel=back:k", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "explode | line 1: unknown fault 'explode', known are [ribbon-ends",
                "jam softly | 'jam' does not know 'softly'",
                "answer wrong | details are [stale, drop, duplicate, late, garbage]",
                "jam after panel=c | 'jam' strikes [DURING] only",
                "jam during panel=z | 'panel=z' is no panel, motion or command",
                "jam during | '' is no panel, motion or command",
                "jam times=0 | times is 1 to 1000",
                "jam times=9999 | times is 1 to 1000",
            })
    void whatIsWrongIsSaid(String rule, String message) {
        assertThatThrownBy(() -> Faults.parse(List.of(rule)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void ruleIsUsedUpAndWaitsForItsSubject() {
        Faults faults = new Faults();
        faults.add(FaultRule.parse("jam during panel=k times=2"));
        List<String> k = List.of("panel=k", "panel=front:k");
        assertThat(faults.strikes(Kind.JAM, Moment.DURING, List.of("panel=y"))).isEmpty();
        assertThat(faults.strikes(Kind.POWER_CYCLE, Moment.DURING, k)).isEmpty();
        assertThat(faults.strikes(Kind.JAM, Moment.DURING, k)).isPresent();
        assertThat(faults.strikes(Kind.JAM, Moment.DURING, k)).isPresent();
        assertThat(faults.strikes(Kind.JAM, Moment.DURING, k)).isEmpty();
    }

    @Test
    void onlySoManyRulesWait() {
        Faults faults = new Faults();
        for (int i = 0; i < 100; i++) {
            faults.add(FaultRule.parse("jam"));
        }
        assertThatThrownBy(() -> faults.add(FaultRule.parse("jam")))
                .hasMessageContaining("already 100 faults wait");
    }
}

package ampro.proof.model;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.proof.model.PanReport.Outcome;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class PanReportTest {
    private static final String CLEAN =
            """
            Full statespace search for:
            \tassertion violations\t+
            \tinvalid end states\t+
            State-vector 196 byte, depth reached 402, errors: 0
              7398571 states, stored
             1494.638\ttotal actual memory usage
            pan: elapsed time 32.5 seconds
            """;

    @Test
    void completeSearchWithoutErrorsIsClean() {
        assertThat(PanReport.read(CLEAN, 0))
                .isEqualTo(new PanReport(Outcome.CLEAN, "", 7_398_571, 402, 32.5, 1494.638));
    }

    @Test
    void statesBeyondAnIntegerAreRead() {
        assertThat(PanReport.read(CLEAN.replace("7398571", "6.7836963e+09"), 0).states())
                .isEqualTo(6_783_696_300L);
    }

    @Test
    void brokenPropertyIsNamed() {
        PanReport report =
                PanReport.read(
                        "pan:1: assertion violated (one_live_card|| !((judged&1))) (at depth 115)\n"
                                + "Warning: Search not completed\n"
                                + CLEAN.replace("errors: 0", "errors: 1"),
                        0);
        assertThat(report.outcome()).isEqualTo(Outcome.VIOLATED);
        assertThat(report.told()).isEqualTo("one_live_card");
    }

    @Test
    void searchThatDidNotVisitEverythingShowsNothing() {
        for (String trouble :
                new String[] {
                    "error: max search depth too small",
                    "pan: out of memory",
                    "pan: reached -DMEMLIM bound",
                    "Warning: Search not completed",
                    "pan:1: assertion violated (st[s].n<12) (at depth 20)",
                    "pan:1: invalid end state (at depth 20)"
                }) {
            assertThat(PanReport.read(trouble + "\n" + CLEAN, 0).outcome())
                    .as(trouble)
                    .isEqualTo(Outcome.INCOMPLETE);
        }
        assertThat(PanReport.read(CLEAN, 139).outcome()).isEqualTo(Outcome.INCOMPLETE);
        assertThat(PanReport.read("", 0).outcome()).isEqualTo(Outcome.INCOMPLETE);
    }
}

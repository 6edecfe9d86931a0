package ampro.station.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.StationId;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("unit")
class DiagnosticsTest {
    private final Diagnostics diagnostics =
            new Diagnostics(new StationId("tnr-01"), () -> Map.of("hub", "welcomed"));

    @Test
    void everyOperationThatHelpNamesIsAnswered() {
        String help = diagnostics.answer("help");

        for (String operation : new String[] {"ping", "info", "help"}) {
            assertThat(help).contains("ampro/1/station/tnr-01/request/" + operation);
            assertThat(diagnostics.answer(operation)).contains("\"status\":\"ok\"");
        }
    }

    @Test
    void unknownOperationIsToldWhatToAskFor() {
        assertThat(diagnostics.answer("reboot"))
                .contains("\"status\":\"error\"")
                .contains("reboot")
                .contains("help");
    }
}

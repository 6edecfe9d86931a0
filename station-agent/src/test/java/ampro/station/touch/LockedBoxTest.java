package ampro.station.touch;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.LeaseState;
import ampro.station.hardware.GuardCounter;
import ampro.station.hardware.real.SoftwareTpm;
import ampro.station.hardware.real.TpmCounter;
import ampro.station.job.Guard;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A box whose disk is not the one that its chip has counted, with a real software TPM.
@Tag("device")
@Timeout(120)
class LockedBoxTest {
    private static final String COUNT_ON = "tpm2_nvincrement 0x18A0001 -C 0x18A0001";

    @Test
    @Tag("FM-18")
    void itSaysSoAndOffersNothingThatWouldBeLost(@TempDir Path folder) throws Exception {
        try (SoftwareTpm tpm = SoftwareTpm.start(folder.resolve("chip"))) {
            tpm.tool(TpmCounter.DEFINE);
            Map<String, String> good;
            try (GuardCounter chip = chip(tpm, folder);
                    TouchBench before = new TouchBench(folder, new Guard(chip))) {
                before.station.cardOut(1);
                String ada = before.signIn("ada");
                good = before.scanned(ada, 1, "B0000001");
                assertThat(before.get("/", ada).body()).contains("Check this card");
            }
            tpm.tool(COUNT_ON);
            tpm.tool(COUNT_ON);
            try (GuardCounter chip = chip(tpm, folder);
                    TouchBench locked = new TouchBench(folder, new Guard(chip))) {
                String ada = locked.signIn("ada");
                assertThat(locked.get("/", ada).body())
                        .contains("not the one that the guard chip has counted", "guard-differs")
                        .doesNotContain("Check this card");
                locked.post("/good", ada, good);
                assertThat(locked.stateOf(1)).isEqualTo(LeaseState.EJECTED);
            }
        }
    }

    private static GuardCounter chip(SoftwareTpm tpm, Path folder) throws Exception {
        return TpmCounter.of(Optional.of(tpm.uri()), folder.resolve("no-password"), pause -> {})
                .orElseThrow();
    }
}

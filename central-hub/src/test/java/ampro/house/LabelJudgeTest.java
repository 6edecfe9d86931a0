package ampro.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("house")
class LabelJudgeTest {
    @TempDir private Path folder;

    @Test
    void symbolsOfALabelWrittenByHandAreRead() throws Exception {
        LabelJudge.Label label =
                LabelJudge.read(
                        """
                        ^XA^PW812^LL1218^LH0,0^CI28
                        ^FO60,60^A0N,40,40^FH_^FDNiort _C3_A9t_C3_A9^FS
                        ^FO60,200^BY3^BCN,200,Y,N,N^FD>;>800006141411234567890^FS
                        ^FO60,600^BQN,2,8^FDMA,AMPRO1.tnr-01.7.0042^FS
                        ^PQ1,0,0,N^XZ
                        """,
                        folder);
        assertThat(label.symbols())
                .containsExactly(
                        new LabelJudge.Symbol("Code128", "]C1", "00006141411234567890"),
                        new LabelJudge.Symbol("QRCode", "]Q1", "AMPRO1.tnr-01.7.0042"));
    }

    @Test
    void whatIsNoLabelIsSaidInOneLine() {
        assertThatThrownBy(() -> LabelJudge.read("no label", folder))
                .hasMessageContaining("No labels parsed");
    }
}

package ampro.proof.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("house")
class MatrixTest {
    private final FaultMatrix matrix;

    MatrixTest() throws IOException {
        matrix = FaultMatrix.of(Path.of("..").toAbsolutePath().normalize());
    }

    @Test
    void everyRowIsShownOrSaysWhyNot() {
        assertThat(matrix.rows()).hasSize(64);
        assertThat(matrix.complaints()).isEmpty();
    }

    /// Seen failing: a row that nothing shows, and a tag of no row.
    @Test
    void whatIsNotShownIsComplainedOf() {
        FaultMatrix nothing =
                new FaultMatrix(
                        List.of(new FaultMatrix.Row("FM-21", "P", "a copy", null)),
                        Map.of("FM-99", List.of(new FaultMatrix.Shown("a.BTest", "c"))));
        assertThat(nothing.complaints()).containsExactly("FM-21 is not shown", "FM-99 is no row");
    }
}

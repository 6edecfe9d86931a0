package ampro.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("house")
class TestSummaryTest {
    private static final String PASSED = "<testcase classname='a.T' name='works'/>";

    @TempDir private Path root;
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void everySkippedTestIsNamedWithItsReasonBeforeTheTotals() throws Exception {
        report(
                PASSED
                        + "<testcase classname='a.T' name='b'><skipped message='no tty'/></testcase>");
        assertThat(tell(0)).isZero();
        assertThat(told.toString(StandardCharsets.UTF_8))
                .endsWith("SKIPPED a.T.b: no tty\n1 passed, 0 failed, 1 skipped\n");
    }

    @Test
    void failuresAndErrorsFailWithTheFirstWordsOfTheirReason() throws Exception {
        report(
                PASSED
                        + "<testcase classname='a.T' name='b'><failure message='x\n y'/></testcase>"
                        + "<testcase classname='a.T' name='c'><error>boom</error></testcase>");
        assertThat(tell(1)).isEqualTo(1);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .endsWith("FAILED a.T.b: x y\nFAILED a.T.c: boom\n1 passed, 2 failed, 0 skipped\n");
    }

    @Test
    void nothingRunIsAFailure() throws Exception {
        assertThat(tell(0)).isEqualTo(1);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .endsWith("No test ran, which is a failure\n0 passed, 0 failed, 0 skipped\n");
    }

    @Test
    void mavenFailingOutsideTheTestsIsAFailure() throws Exception {
        report(PASSED);
        assertThat(tell(1)).isEqualTo(1);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("Maven ended with 1");
    }

    private void report(String cases) throws Exception {
        Path folder = root.resolve("central-hub/target/surefire-reports");
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("TEST-a.T.xml"), "<testsuite>" + cases + "</testsuite>");
    }

    private int tell(int mavenOutcome) throws Exception {
        PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8);
        return new TestSummary().tell(root, mavenOutcome, out);
    }
}

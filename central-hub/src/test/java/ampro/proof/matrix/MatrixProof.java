package ampro.proof.matrix;

import ampro.proof.matrix.FaultMatrix.Row;
import ampro.proof.matrix.FaultMatrix.Shown;
import ampro.proof.matrix.LastRun.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// `./ampro prove matrix`: every row with its layers, what shows it and how that ended when the
/// tests last ran here.
public final class MatrixProof {
    private MatrixProof() {}

    /// 0 where every row is shown or explained and nothing that shows one has failed.
    public static int prove(List<String> arguments) throws IOException {
        Path root = Path.of(System.getProperty("ampro.root", "."));
        FaultMatrix matrix = FaultMatrix.of(root);
        LastRun last = new LastRun(root);
        int failed = 0;
        int explained = 0;
        for (Row row : matrix.rows()) {
            System.out.printf("%s %-2s %s%n", row.id(), row.layers(), row.fault());
            for (Shown test : matrix.tests(row)) {
                Outcome outcome = last.of(test);
                failed += outcome == Outcome.FAILED ? 1 : 0;
                System.out.printf(
                        "         %-8s %s.%s%n",
                        outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        test.type().substring(test.type().lastIndexOf('.') + 1),
                        test.method());
            }
            FaultMatrix.simulated(row)
                    .forEach(fault -> System.out.printf("         simulation %s%n", fault));
            if (row.why() != null) {
                explained++;
                System.out.printf("         no test: %s%n", row.why());
            }
        }
        matrix.complaints().forEach(System.out::println);
        System.out.printf(
                "%d rows, %d without a test and why, %d failed, %d complaints%n",
                matrix.rows().size(), explained, failed, matrix.complaints().size());
        return failed == 0 && matrix.complaints().isEmpty() ? 0 : 1;
    }
}

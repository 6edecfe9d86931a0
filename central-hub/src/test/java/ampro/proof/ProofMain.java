package ampro.proof;

import ampro.proof.crash.CrashProof;
import ampro.proof.matrix.MatrixProof;
import ampro.proof.model.ModelProof;
import ampro.proof.mutation.MutationProof;
import ampro.proof.network.NetworkProof;
import ampro.proof.simulation.SimulationProof;
import ampro.proof.storage.StorageProof;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/// `./ampro prove NAME ARGUMENTS`: what the claims of the README rest on, each run by itself.
public final class ProofMain {

    /// From arguments to an exit code, 0 for proven.
    @FunctionalInterface
    private interface Proof {
        int prove(List<String> arguments) throws Exception;
    }

    private static final Map<String, Proof> PROOFS =
            new TreeMap<>(
                    Map.of(
                            "crash", CrashProof::prove,
                            "matrix", MatrixProof::prove,
                            "model", ModelProof::prove,
                            "mutation", MutationProof::prove,
                            "network", NetworkProof::prove,
                            "simulation", SimulationProof::prove,
                            "storage", StorageProof::prove));

    private ProofMain() {}

    public static void main(String[] arguments) throws Exception {
        if (System.getProperty("java.util.logging.config.file") == null) {
            Logger.getLogger("").setLevel(Level.SEVERE); // a proof's lines are its own
        }
        String name = arguments.length == 0 ? "" : arguments[0];
        List<String> rest =
                Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        System.exit(PROOFS.getOrDefault(name, ignored -> unknown(name)).prove(rest));
    }

    private static int unknown(String name) {
        System.err.printf(
                "prove: \"%s\" is none of: %s%n", name, String.join(", ", PROOFS.keySet()));
        return 2;
    }
}

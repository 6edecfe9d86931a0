package ampro.proof;

import ampro.proof.model.ModelProof;
import ampro.proof.simulation.SimulationProof;
import java.util.Arrays;
import java.util.List;

/// `./ampro prove NAME ARGUMENTS`: what the claims of the README rest on, each run by itself.
public final class ProofMain {
    private ProofMain() {}

    public static void main(String[] arguments) throws Exception {
        String name = arguments.length == 0 ? "" : arguments[0];
        List<String> rest =
                Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        System.exit(
                switch (name) {
                    case "model" -> ModelProof.prove(rest);
                    case "simulation" -> SimulationProof.prove(rest);
                    default -> unknown(name);
                });
    }

    private static int unknown(String name) {
        System.err.printf("prove: \"%s\" is none of: model, simulation%n", name);
        return 2;
    }
}

package ampro.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `./ampro bench NAME ARGUMENTS`: what something costs, each run by itself.
public final class BenchMain {

    /// From arguments to an exit code.
    @FunctionalInterface
    private interface Measurement {
        int measure(List<String> arguments) throws Exception;
    }

    private static final Map<String, Measurement> ALL =
            new TreeMap<>(Map.of("custody", CustodyBench::measure));

    private BenchMain() {}

    public static void main(String[] arguments) throws Exception {
        String name = arguments.length == 0 ? "" : arguments[0];
        List<String> rest =
                Arrays.asList(arguments).subList(Math.min(1, arguments.length), arguments.length);
        System.exit(ALL.getOrDefault(name, ignored -> unknown(name)).measure(rest));
    }

    private static int unknown(String name) {
        System.err.printf("bench: \"%s\" is none of: %s%n", name, String.join(", ", ALL.keySet()));
        return 2;
    }
}

package ampro.proof.mutation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Pure rules that belong together, scored together. Stores, pages and threads are not here: what
/// judges them are slow tests, and other proofs.
enum Part {
    /// What both ends say, and how it is ordered.
    WIRE("ampro.firmware.wire", "Counters EventChain EventType FeedingRule LeaseState Token"),
    PROTOCOL("ampro.hub.custody", "Peer Protocol Tenure"),
    /// The hub's machine.
    JOBS(
            "ampro.hub.custody",
            """
            CardStatus Job JobChange JobClaims JobLosses JobMachine JobStatus JobStep Lease
            ReprintGround
            """),
    /// The station's machine, and what a restart decides.
    PRINTING(
            "ampro.station.job",
            """
            Decision Findings HubOrders Lease PrintMachine PrintState PrintStep Restart RestartRule
            """),
    LEDGER(
            "ampro.hub.custody.ledger",
            """
            Act BlankAccount BlindCount LedgerRules Movement PrintEntry PrintMove SerialList Spot
            """);

    private final String home;
    private final String types;

    /// `types` are the classes in the package `home`.
    Part(String home, String types) {
        this.home = home;
        this.types = types;
    }

    private List<String> types() {
        return List.of(types.strip().split("\\s+"));
    }

    /// The classes of all parts as PIT takes them, each with those inside it.
    static String classes() {
        return Arrays.stream(values())
                .flatMap(part -> part.types().stream().map(type -> part.home + "." + type))
                .flatMap(type -> Stream.of(type, type + "$*"))
                .collect(Collectors.joining(","));
    }

    /// Where the tests of all parts are.
    static String tests() {
        return Arrays.stream(values())
                .map(part -> part.home + ".*Test")
                .distinct()
                .collect(Collectors.joining(","));
    }

    List<Mutant> of(List<Mutant> all) {
        return all.stream()
                .filter(mutant -> mutant.home().equals(home) && types().contains(mutant.type()))
                .toList();
    }

    /// Those that PIT found nothing to change in, as when a class has got another name.
    List<String> missing(List<Mutant> mine) {
        return types().stream()
                .filter(type -> mine.stream().noneMatch(mutant -> mutant.type().equals(type)))
                .toList();
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package ampro.proof.simulation;

import java.util.List;

/// Mistakes that the simulation must find, each one that a careful programmer could make: a few
/// lines of the sources replaced. What one thread cannot show (an acknowledgement before the
/// commit, a compare-and-set that compares nothing) is left to the model and to killed processes.
enum Planted {
    REASSIGNED_ON_TIMEOUT(
            2,
            hub(
                    "Grants",
                    "        int granted = 0;",
                    """
                            int granted = 0;
                            database.write(handle -> {
                                for (Job job : JobStore.open(handle)) {
                                    if (job.status() == JobStatus.ASSIGNED
                                            && job.changedAt()
                                                    .isBefore(clock.instant().minusSeconds(600))) {
                                        Job free = job.unleased(JobStatus.QUEUED, null);
                                        JobStore.save(handle, job, job.next(free, clock.instant()));
                                    }
                                }
                                return 0;
                            });
                    """)),
    INTENT_AFTER_FEEDING(
            1,
            station(
                    "PrintMachine",
                    "                : print(claimed, intent);",
                    "                : print(PrintStep.stay(state.seen(seen)), intent);")),
    FED_BEFORE_ACKNOWLEDGEMENT(
            1,
            station(
                    "PrintMachine",
                    "? claimed.in(new Printer.Staged(token))",
                    "? print(claimed, intent)")),
    COUNTERS_READ_BEFORE_IDLE(
            Planted.RARE,
            new Edit(
                    "ampro.proof.simulation.SimCardWorker",
                    "!printer.answers() || printer.isBusy()",
                    "!printer.answers()"),
            new Edit(
                    "ampro.proof.simulation.SimCardWorker",
                    "world.after(SETTLE, station",
                    "world.after(Duration.ofSeconds(1), station")),
    NOT_FED_ON_UNPROVEN_COUNTERS(
            Planted.RARE,
            station(
                    "RestartRule",
                    "yield equal && c.proven() && c.state()",
                    "yield equal && c.state()")),
    UNKNOWN_RETRIED(
            Planted.RARE,
            station(
                    "RestartRule",
                    "yield equal && c.proven() && c.state() == LeaseState.INTENT",
                    "yield c.state() == LeaseState.INTENT")),
    PRINTED_AGAIN_ON_TIMEOUT(
            Planted.RARE,
            station(
                    "PrintMachine",
                    "return ordered ? lookAgain(state) : PrintStep.stay(state);",
                    """
                    return ordered && state.printer() instanceof Printer.Printing
                                    ? print(PrintStep.stay(state), state.lease(token).orElseThrow())
                                    : ordered ? lookAgain(state) : PrintStep.stay(state);
                    """)),
    RELEASED_AFTER_INTENT(
            Planted.RARE,
            station(
                    "HubOrders",
                    "state.lease(revoked.token()).filter(lease -> lease.state() == LeaseState.HELD);",
                    "state.lease(revoked.token()).filter(lease -> !lease.state().isFinal());")),
    TOKEN_CHECK_DROPPED(
            11,
            station(
                    "HubOrders",
                    "if (state.knows(grant.token())) {",
                    "if (state.lease(grant.token()).isPresent()) {")),
    CLAIM_NOT_COUNTED(
            1,
            station(
                    "LeaseStore",
                    "claims.stream().anyMatch(claim -> claim.type().isClaim())",
                    "claims.stream().anyMatch(claim -> claim.type() == EventType.LOCKED)")),
    DECIDED_BY_ONE(
            1,
            station("Findings", "if (second.equals(found.actor()) ||", "if (second.isEmpty() ||")),
    ARTWORK_KEPT(
            1,
            station(
                    "LeaseStore",
                    ".bind(\"settled\", lease.state().isFinal() ? 1 : 0)",
                    ".bind(\"settled\", 0)")),
    RESTORED_WITHOUT_RECOVERY(
            3,
            hub(
                    "Recovery",
                    "jobs.step(handle, job, new JobEvent.TermBegan(), Actor.HUB);",
                    "jobs.toString();"),
            hub(
                    "Recovery",
                    "CustodyStore.save(handle, next, why, now);",
                    "CustodyStore.save(handle, new Tenure(next.term(), true), why, now);")),
    RECOVERED_BEFORE_ALL_REPORTED(
            Planted.RARE,
            hub(
                    "Recovery",
                    "tenure.whole() || !CustodyStore.missing(handle, tenure.term()).isEmpty()",
                    "tenure.whole()")),
    QUEUE_OF_BEFORE_GRANTED_AT_ONCE(
            Planted.RARE,
            hub("Grants", "tenure.whole() ? 0 : CustodyStore.lastApplication(handle)", "0")),
    GAP_ACCEPTED(
            1,
            hub(
                    "Protocol",
                    "if (next.seq() != head.seq() + 1) {",
                    "if (next.seq() <= head.seq()) {"),
            hub(
                    "Protocol",
                    "if (!next.prev().equals(head.hash())) {",
                    "if (next.prev().isEmpty()) {"),
            hub(
                    "Custodian",
                    "if (event.seq() != peer.acked().seq() + 1) {",
                    "if (event.seq() <= peer.acked().seq()) {")),
    LEDGER_OFF_BY_ONE(
            1,
            new Edit(
                    "ampro.hub.custody.ledger.LedgerStore",
                    "add(handle, movement.to(), movement.blanks(), named);",
                    "add(handle, movement.to(), movement.blanks() - 1, named);"));

    /// In the class of this name, the one place that reads so reads otherwise.
    record Edit(String type, String from, String to) {}

    /// It shows in few seeds, and which ones moves with every change of the program.
    private static final long RARE = 0;

    /// The first seed that found it when it was last looked for.
    final long seed;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    final List<Edit> edits;

    Planted(long seed, Edit... edits) {
        this.seed = seed;
        this.edits = List.of(edits);
    }

    /// Whether it is left to the full proof.
    boolean isRare() {
        return seed == 0;
    }

    private static Edit hub(String type, String from, String to) {
        return new Edit("ampro.hub.custody." + type, from, to);
    }

    private static Edit station(String type, String from, String to) {
        return new Edit("ampro.station.job." + type, from, to);
    }
}

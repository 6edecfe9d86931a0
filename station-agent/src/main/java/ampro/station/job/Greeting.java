package ampro.station.job;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.wire.Up;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/// What the station says of itself: the hello after every connect, the report that a fence asks
/// for.
public final class Greeting {
    private final CardPrinterProfile profile;
    private final EventStore events;
    private final Runner runner;
    private final Guard guard;
    private final LongSupplier millisSinceBoot;

    public Greeting(
            CardPrinterProfile profile,
            EventStore events,
            Runner runner,
            Guard guard,
            LongSupplier millisSinceBoot) {
        this.profile = profile;
        this.events = events;
        this.runner = runner;
        this.guard = guard;
        this.millisSinceBoot = millisSinceBoot;
    }

    public Up.Hello hello() {
        EventStore.Head head = events.head();
        PrintState state = runner.state();
        return new Up.Hello(
                millisSinceBoot.getAsLong(),
                head.seq(),
                head.hash(),
                guard.feeding(),
                guard.count(),
                state.locked(),
                List.of(
                        new Up.Printer(
                                "card",
                                profile.language().name().toLowerCase(Locale.ROOT),
                                Optional.ofNullable(state.serial()).orElse("unknown"),
                                state.counters())),
                openLeases(state),
                0,
                state.promise().term(),
                head.ackedSeq(),
                head.ackedHash());
    }

    public Up.Report report(long fence) {
        EventStore.Head head = events.head();
        return new Up.Report(fence, head.seq(), head.hash(), openLeases(runner.state()));
    }

    private static List<Up.OpenLease> openLeases(PrintState state) {
        return state.leases().stream()
                .map(lease -> new Up.OpenLease(lease.job(), lease.token(), lease.state()))
                .toList();
    }
}

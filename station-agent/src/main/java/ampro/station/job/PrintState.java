package ampro.station.job;

import ampro.firmware.wire.Counters;
import ampro.firmware.wire.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Everything the print machine knows. `leases` are the open ones by token; the printer's serial
/// and last counters are as recorded; `welcomed` since this start or reconnect; `promise` is the
/// lowest token the hub still means.
public record PrintState(
        boolean welcomed,
        Token promise,
        Printer printer,
        @Nullable String serial,
        @Nullable Counters counters,
        List<Lease> leases) {

    /// What the printer is doing, as far as the machine has ordered it.
    public enum Printer {
        /// Nothing is known since the start or since an order failed: it is being looked at.
        UNSEEN,
        IDLE,
        BUSY,
        /// Two people must confirm that this is the right printer.
        LOCKED
    }

    static final Token NO_PROMISE = new Token(1, 0);

    public PrintState {
        leases = leases.stream().sorted(Comparator.comparing(Lease::token)).toList();
    }

    public static PrintState started(
            Token promise,
            @Nullable String serial,
            @Nullable Counters counters,
            List<Lease> leases) {
        return new PrintState(false, promise, Printer.UNSEEN, serial, counters, leases);
    }

    public Optional<Lease> lease(Token token) {
        return leases.stream().filter(lease -> lease.token().equals(token)).findFirst();
    }

    /// The lease whose card is, or may be, in or just out of the printer.
    public Optional<Lease> atPrinter() {
        return leases.stream().filter(lease -> lease.state().ownsPrinter()).findFirst();
    }

    /// What is printed next, in order.
    public List<Lease> waiting() {
        return leases.stream().filter(lease -> !lease.state().ownsPrinter()).toList();
    }

    PrintState with(Lease changed) {
        List<Lease> others =
                new ArrayList<>(
                        leases.stream()
                                .filter(lease -> !lease.token().equals(changed.token()))
                                .toList());
        if (!changed.state().isFinal()) {
            others.add(changed);
        }
        return new PrintState(welcomed, promise, printer, serial, counters, others);
    }

    PrintState printer(Printer now) {
        return new PrintState(welcomed, promise, now, serial, counters, leases);
    }

    PrintState seen(Observation seen) {
        return new PrintState(welcomed, promise, printer, seen.serial(), seen.counters(), leases);
    }

    PrintState welcomed(boolean now, Token newPromise) {
        Token highest = newPromise.isBelow(promise) ? promise : newPromise;
        return new PrintState(now, highest, printer, serial, counters, leases);
    }
}

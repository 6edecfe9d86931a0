package ampro.station.job;

import ampro.firmware.wire.Counters;
import ampro.firmware.wire.Token;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything the print machine knows. `leases` are the open ones by token, `settled` the tokens of
/// all others that ever were here: a grant that comes again, however late, is not a new one. The
/// printer's serial and last counters are as recorded; `welcomed` since this start or reconnect;
/// `locked` says why this box prints nothing at all; `promise` is the lowest token the hub still
/// means.
public record PrintState(
        boolean welcomed,
        @Nullable String locked,
        Token promise,
        Printer printer,
        @Nullable String serial,
        @Nullable Counters counters,
        List<Lease> leases,
        Set<Token> settled) {

    /// What the printer is doing, as far as the machine has ordered it. An answer counts only while
    /// what it answers is being done: it may come late or twice.
    public sealed interface Printer {
        /// Nothing is known since the start or since an order failed: it is being looked at.
        record Unseen() implements Printer {}

        record Idle() implements Printer {}

        /// Being checked and given the front of this card; nothing is fed.
        record Staging(Token token) implements Printer {}

        /// Not fit for a card: it is tried again after a pause.
        record Pausing() implements Printer {}

        /// INTENT is committed here; nothing is fed before the hub has committed it too.
        record Staged(Token token) implements Printer {}

        /// Feeding and printing, ordered once for this INTENT.
        record Printing(Token token) implements Printer {}

        record Ejecting(Token token) implements Printer {}

        /// An unfinished card goes to the reject box; `proven` that it was the only one.
        record Rejecting(Token token, boolean proven) implements Printer {}

        /// Two people must confirm that this is the right printer.
        record Locked() implements Printer {}
    }

    static final Printer UNSEEN = new Printer.Unseen();
    static final Printer IDLE = new Printer.Idle();
    static final Token NO_PROMISE = new Token(1, 0);

    public PrintState {
        leases = leases.stream().sorted(Comparator.comparing(Lease::token)).toList();
        settled = Set.copyOf(settled);
    }

    public static PrintState started(
            Token promise,
            @Nullable String serial,
            @Nullable Counters counters,
            List<Lease> leases,
            Set<Token> settled) {
        return new PrintState(false, null, promise, UNSEEN, serial, counters, leases, settled);
    }

    /// Nothing is printed here any more: this journal is not the one that the chip has counted.
    PrintState locked(String why) {
        return new PrintState(welcomed, why, promise, printer, serial, counters, leases, settled);
    }

    public Optional<Lease> lease(Token token) {
        return leases.stream().filter(lease -> lease.token().equals(token)).findFirst();
    }

    /// The printer was changed, or its board, and two people have said so: its next answers are the
    /// first.
    PrintState rebaselined() {
        return new PrintState(welcomed, locked, promise, UNSEEN, null, null, leases, settled);
    }

    PrintState promised(Token atLeast) {
        Token highest = atLeast.isBelow(promise) ? promise : atLeast;
        return new PrintState(
                welcomed, locked, highest, printer, serial, counters, leases, settled);
    }

    /// The lease whose card is, or may be, in or just out of the printer.
    public Optional<Lease> atPrinter() {
        return leases.stream().filter(lease -> lease.state().ownsPrinter()).findFirst();
    }

    /// What is printed next, in order.
    public List<Lease> waiting() {
        return leases.stream().filter(lease -> !lease.state().ownsPrinter()).toList();
    }

    /// Whether a lease of this token is or ever was here.
    boolean knows(Token token) {
        return settled.contains(token) || lease(token).isPresent();
    }

    /// Whether the journal would say the same of both.
    boolean isRecordedAs(PrintState other) {
        return printer(UNSEEN).welcomed(false).equals(other.printer(UNSEEN).welcomed(false));
    }

    PrintState with(Lease changed) {
        List<Lease> open = new ArrayList<>(leases);
        open.removeIf(lease -> lease.token().equals(changed.token()));
        if (!changed.state().isFinal()) {
            open.add(changed);
            return new PrintState(
                    welcomed, locked, promise, printer, serial, counters, open, settled);
        }
        Set<Token> all = new HashSet<>(settled);
        all.add(changed.token());
        return new PrintState(welcomed, locked, promise, printer, serial, counters, open, all);
    }

    PrintState printer(Printer now) {
        return new PrintState(welcomed, locked, promise, now, serial, counters, leases, settled);
    }

    PrintState seen(Observation seen) {
        return new PrintState(
                welcomed,
                locked,
                promise,
                printer,
                seen.serial(),
                seen.counters(),
                leases,
                settled);
    }

    PrintState welcomed(boolean now) {
        return new PrintState(now, locked, promise, printer, serial, counters, leases, settled);
    }
}

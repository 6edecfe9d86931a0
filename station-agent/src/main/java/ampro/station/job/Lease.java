package ampro.station.job;

import ampro.firmware.wire.Counters;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import org.jspecify.annotations.Nullable;

/// One card's right to be printed here, as the journal keeps it. `card` is the number in its seal.
/// `before` and `printer` are what the printer said at INTENT, `code` the SHA-256 of the card's
/// symbol text: enough to check a scan, nothing personal.
public record Lease(
        String job,
        Token token,
        String card,
        LeaseState state,
        String address,
        String sha256,
        @Nullable String code,
        @Nullable Counters before,
        @Nullable String printer,
        @Nullable String blank,
        @Nullable String reason,
        @Nullable Facts answer) {

    static Lease held(String job, Token token, String card, String address, String sha256) {
        return new Lease(
                job,
                token,
                card,
                LeaseState.HELD,
                address,
                sha256,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /// Whether its artwork has been fetched and found to be the one that was granted.
    public boolean isReady() {
        return code != null;
    }

    /// Whether its card can be good. What was pushed out unfinished cannot, whoever says so.
    public boolean mayBeGood() {
        return !PrintMachine.REJECTED_UNFINISHED.equals(reason);
    }

    Lease ready(String codeSha256) {
        return copy(state, codeSha256, before, printer, blank, reason, answer);
    }

    Lease intent(Observation seen) {
        return copy(LeaseState.INTENT, code, seen.counters(), seen.serial(), null, null, null);
    }

    /// What is fed from here on is this lease's; null where that is not known.
    Lease countedFrom(@Nullable Counters now) {
        return copy(state, code, now, printer, blank, reason, answer);
    }

    /// Without an answer: what it was given to was another question. What was pushed out unfinished
    /// stays that.
    Lease in(LeaseState to, @Nullable String why) {
        return copy(to, code, before, printer, blank, mayBeGood() ? why : reason, null);
    }

    /// An order to push its card out unfinished is about to be given.
    Lease pushedOut() {
        return copy(state, code, before, printer, blank, PrintMachine.REJECTED_UNFINISHED, answer);
    }

    /// Answered by one person; a second one must confirm it.
    Lease answered(Facts found) {
        return copy(state, code, before, printer, blank, reason, found);
    }

    Lease settled(LeaseState as, @Nullable String serial, @Nullable String why) {
        return copy(as, code, before, printer, serial, why, null);
    }

    private Lease copy(
            LeaseState newState,
            @Nullable String newCode,
            @Nullable Counters newBefore,
            @Nullable String newPrinter,
            @Nullable String newBlank,
            @Nullable String newReason,
            @Nullable Facts newAnswer) {
        return new Lease(
                job,
                token,
                card,
                newState,
                address,
                sha256,
                newCode,
                newBefore,
                newPrinter,
                newBlank,
                newReason,
                newAnswer);
    }
}

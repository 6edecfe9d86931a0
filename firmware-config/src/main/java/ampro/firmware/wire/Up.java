package ampro.firmware.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Station to hub, on `ampro/1/station/<id>/up/<kind>`, QoS 1, never retained.
public sealed interface Up {

    /// After every start and reconnect: who I am, what I hold, how far my journal goes.
    ///
    /// - `up`: milliseconds since boot, so that an earlier one that comes late is known
    /// - `guard`: the guard counter's count, absent where there is no chip
    /// - `locked`: why nothing at all is printed here until people have looked
    record Hello(
            long up,
            long headSeq,
            @Nullable String headHash,
            FeedingRule feeding,
            @Nullable Long guard,
            @Nullable String locked,
            List<Printer> printers,
            List<OpenLease> leases,
            long blanks,
            long highestTerm,
            long ackedSeq,
            @Nullable String ackedHash)
            implements Up {
        public Hello {
            Token.requireTerm(highestTerm);
        }
    }

    /// One line of the station's journal. `prev` is the hash of the line before (see [EventChain]),
    /// `at` the station's wall clock for people only, `up` its monotonic seconds since boot.
    record Event(
            long seq,
            String prev,
            String at,
            double up,
            EventType type,
            @Nullable String job,
            @Nullable Token token,
            Facts facts)
            implements Up {
        public Event {
            if (!Double.isFinite(up)) {
                throw new IllegalArgumentException("up is a number of seconds, not " + up);
            }
        }
    }

    /// Answers the [Down.Fence] of this term with every open lease and the journal's head, once the
    /// hub has acknowledged all before it.
    record Report(long fence, long headSeq, @Nullable String headHash, List<OpenLease> leases)
            implements Up {
        public Report {
            Token.requireTerm(fence);
        }
    }

    record Printer(String name, String language, String serial, @Nullable Counters counters) {}

    record OpenLease(String job, Token token, LeaseState state) {}
}

package ampro.firmware.wire;

import org.jspecify.annotations.Nullable;

/// Hub to station, on `ampro/1/station/<id>/down/<kind>`, QoS 1, never retained.
public sealed interface Down {

    /// Answers a [Up.Hello]: the hub's term, how far it has the station's events, and the lowest
    /// token it still means. `boot` and `up` are that very hello's: an answer to one that was said
    /// before the last start counts for nothing. `mayFeed` as in [Ack].
    record Welcome(
            @Nullable String boot,
            long up,
            long term,
            long ackedSeq,
            @Nullable String ackedHash,
            Token promise,
            @Nullable Token mayFeed)
            implements Down {
        public Welcome allowing(@Nullable Token intent) {
            return new Welcome(boot, up, term, ackedSeq, ackedHash, promise, intent);
        }
    }

    /// The right to print one card, whose identity is `card`: the station repeats it, so that a hub
    /// that has forgotten the grant can still revoke it. `artwork` is an address relative to the
    /// hub's, fetched by HTTP with the station's credential while the grant stands.
    record Grant(
            String job,
            Token token,
            String card,
            String artwork,
            String sha256,
            long bytes,
            String template)
            implements Down {}

    record Revoke(String job, Token token) implements Down {}

    /// Everything below this term is void; the station answers with a [Up.Report].
    record Fence(long term) implements Down {
        public Fence {
            Token.requireTerm(term);
        }
    }

    /// The hub has committed every event up to `seq`, whose hash this is. Of the INTENTs among them
    /// it means the card of `mayFeed` and no other: what it does not mean any more is recorded all
    /// the same, and nothing is fed for it.
    record Ack(long seq, String hash, @Nullable Token mayFeed) implements Down {
        public Ack allowing(@Nullable Token intent) {
            return new Ack(seq, hash, intent);
        }
    }

    record Resend(long fromSeq) implements Down {}

    /// The second person's confirmation of an adjudication, given at the hub: of this answer, as
    /// the station told it, and of no other.
    record Confirm(String job, Token token, Facts answer, String second) implements Down {}

    /// Whether two people accept that this box prints while the hub is away, though no chip guards
    /// its journal. It holds from the box's next start, and until it is told otherwise.
    record Offline(boolean accepted) implements Down {}

    /// A parcel label to print. Its token is the label's own, apart from [Token]: an uncertain
    /// label is printed again under a new one.
    record Label(String label, String token, String address, String sha256) implements Down {}
}

package ampro.station.job;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import java.util.Optional;

/// What the hub's word makes of the leases here. A token is judged alone, so grants may come in any
/// order, late or again: one that was ever here is not taken a second time.
final class HubOrders {
    static final String BELOW_PROMISE = "below-promise";
    static final String NEVER_HELD = "never-held";
    static final String NOT_MEANT = "not-meant";

    private HubOrders() {}

    static PrintStep welcomed(PrintState state, Token promise) {
        return PrintStep.stay(state.welcomed(true).promised(promise));
    }

    static PrintStep fenced(PrintState state, long term) {
        return PrintStep.stay(state.promised(new Token(term, 0)));
    }

    /// What the hub does not mean any more is given up before it is begun; a card that was begun is
    /// finished.
    static PrintStep giveUpVoid(PrintStep step) {
        PrintStep without = step;
        for (Lease lease : step.state().waiting()) {
            if (lease.token().isBelow(step.state().promise())) {
                without =
                        without.claims(
                                lease.in(LeaseState.FENCED, BELOW_PROMISE),
                                EventType.FENCED,
                                Facts.NONE);
            }
        }
        return without;
    }

    static PrintStep granted(PrintState state, PrintEvent.Granted grant) {
        if (state.knows(grant.token())) {
            return PrintStep.stay(state);
        }
        Lease lease =
                Lease.held(
                        grant.job(), grant.token(), grant.card(), grant.address(), grant.sha256());
        return grant.token().isBelow(state.promise())
                ? refused(state, lease, BELOW_PROMISE)
                : PrintStep.claim(state, lease, EventType.HELD, Facts.card(lease.card()))
                        .then(new PrintEffect.FetchArtwork(lease));
    }

    /// A grant that its revocation has overtaken must find its token used up.
    static PrintStep revoked(PrintState state, PrintEvent.Revoked revoked) {
        Optional<Lease> held =
                state.lease(revoked.token()).filter(lease -> lease.state() == LeaseState.HELD);
        if (held.isPresent()) {
            return PrintStep.claim(
                    state,
                    held.get().in(LeaseState.RELEASED, null),
                    EventType.RELEASED,
                    Facts.NONE);
        }
        return state.knows(revoked.token())
                ? PrintStep.stay(state)
                : PrintStep.claim(
                        state,
                        Lease.held(revoked.job(), revoked.token(), "", "", "")
                                .in(LeaseState.RELEASED, NEVER_HELD),
                        EventType.RELEASED,
                        Facts.reason(NEVER_HELD));
    }

    /// The hub has given this lease up while its INTENT was on the way: nothing was fed for it, and
    /// it goes back.
    static PrintStep notMeant(PrintState state, Lease intent) {
        Facts why = Facts.reason(NOT_MEANT);
        return PrintStep.claim(state, intent.in(LeaseState.HELD, null), EventType.NOT_FED, why)
                .claims(intent.in(LeaseState.RELEASED, NOT_MEANT), EventType.RELEASED, why)
                .then(new PrintEffect.Observe());
    }

    static PrintStep refused(PrintState state, Lease lease, String why) {
        return PrintStep.claim(
                state, lease.in(LeaseState.RELEASED, why), EventType.REFUSED, Facts.reason(why));
    }
}

package ampro.station.job;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import java.util.ArrayList;
import java.util.List;

/// What one event makes of a state: the state afterwards and what follows, in order.
public record PrintStep(PrintState state, List<PrintEffect> effects) {

    static PrintStep stay(PrintState state) {
        return new PrintStep(state, List.of());
    }

    /// The lease as it stands now, and the line of the journal that says so.
    static PrintStep claim(PrintState state, Lease lease, EventType type, Facts facts) {
        return stay(state).claims(lease, type, facts);
    }

    PrintStep claims(Lease lease, EventType type, Facts facts) {
        return new PrintStep(state.with(lease), effects)
                .then(new PrintEffect.Claim(lease, type, facts));
    }

    PrintStep then(PrintEffect effect) {
        List<PrintEffect> all = new ArrayList<>(effects);
        all.add(effect);
        return new PrintStep(state, List.copyOf(all));
    }

    PrintStep in(PrintState.Printer printer) {
        return new PrintStep(state.printer(printer), effects);
    }
}

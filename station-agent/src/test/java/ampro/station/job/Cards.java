package ampro.station.job;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.profile.Profiles;
import ampro.firmware.wire.Counters;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Token;
import ampro.station.job.PrintState.Printer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// What the tests of the print machine speak of: one printer, its counters, leases in every state.
final class Cards {
    static final CardPrinterProfile UNPROVEN = Profiles.load().cardPrinter("evolis-reference");
    static final CardPrinterProfile PROVEN =
            new CardPrinterProfile(
                    UNPROVEN.model(),
                    UNPROVEN.language(),
                    UNPROVEN.baud(),
                    UNPROVEN.handshake(),
                    UNPROVEN.dpi(),
                    UNPROVEN.lineDots(),
                    UNPROVEN.lines(),
                    UNPROVEN.ribbon(),
                    UNPROVEN.frontPanels(),
                    UNPROVEN.backPanels(),
                    UNPROVEN.colourLevels(),
                    UNPROVEN.stagesWithoutFeeding(),
                    UNPROVEN.holdsBeforeEject(),
                    UNPROVEN.readsBlank(),
                    true);

    /// Panels of both sides: ymcko and k.
    static final int PANELS = 6;

    static final String SERIAL = "10000042";
    static final Token TOKEN = new Token(1, 7);
    static final Token OTHER = new Token(1, 8);
    static final Counters BEFORE = new Counters(100, 600);
    static final Counters FED = new Counters(101, 600);
    static final Counters MADE = new Counters(101, 600 + PANELS);

    private Cards() {}

    static Observation seen(Counters counters, boolean cardInside) {
        return new Observation(SERIAL, cardInside, counters, false);
    }

    static Observation afterReset(Counters counters, boolean cardInside) {
        return new Observation(SERIAL, cardInside, counters, true);
    }

    static Lease held(Token token) {
        return Lease.held(
                "J-" + token.n(),
                token,
                "CARD" + token.n(),
                "/artwork/" + token.n(),
                "0".repeat(64));
    }

    static Lease ready(Token token) {
        return held(token).ready("c".repeat(64));
    }

    static Lease lease(LeaseState state) {
        Lease ready = ready(TOKEN);
        return state == LeaseState.HELD ? ready : ready.intent(seen(BEFORE, false)).in(state, null);
    }

    /// Welcomed, and the counters as of the lease's last record.
    static PrintState state(Printer printer, Lease... leases) {
        boolean made =
                Arrays.stream(leases)
                        .anyMatch(lease ->
                                lease.state() == LeaseState.MADE
                                        || lease.state() == LeaseState.EJECTED);
        return new PrintState(
                true,
                null,
                PrintState.NO_PROMISE,
                printer,
                SERIAL,
                made ? MADE : BEFORE,
                List.of(leases),
                Set.of());
    }

    /// What follows from a step, in order: `claim intent`, `Print`.
    static List<String> words(PrintStep step) {
        return step.effects().stream().map(Cards::word).toList();
    }

    private static String word(PrintEffect effect) {
        return effect instanceof PrintEffect.Claim(Lease lease, EventType type, var facts)
                ? "claim " + type.word()
                : effect.getClass().getSimpleName();
    }
}

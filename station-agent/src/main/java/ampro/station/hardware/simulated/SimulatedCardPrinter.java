package ampro.station.hardware.simulated;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.station.hardware.simulated.CardCommand.Arriving;
import ampro.station.hardware.simulated.CardCommand.Download;
import ampro.station.hardware.simulated.CardCommand.Malformed;
import ampro.station.hardware.simulated.CardCommand.Text;
import ampro.station.hardware.simulated.CardPrinterMemory.Pass;
import ampro.station.hardware.simulated.PanelBitmap.BadBitmap;
import ampro.station.hardware.simulated.PrintedCards.Side;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the card printer does on each command: text mode of the Evolis programming guide A5013,
/// every action answers once, `OK` or an error, when it is done.
///
/// ```
///            Sr/Sv, Db: load      Si: feed      Sp;panel: print one pass
/// no card --------------------> no card ------> card inside ------------> card inside
///                                   ^             | Se (auto-eject on): tray; Ser: reject box
///                                   +-------------+
/// Ss .. Se: a panel prints when the next one arrives, the last at Se, which ejects
/// ```
///
/// Driven by the printer's own thread, which finishes what runs when the host has gone.
final class SimulatedCardPrinter {
    private static final String OK = "OK";
    private static final Set<String> HARMLESS = Set.of("Pmi", "Pc", "Pl", "Ps", "Px", "Py");
    private static final Set<String> ERROR_MODES = Set.of("0", "1", "2", "3", "16", "18");
    private static final Set<String> RIBBONS =
            Set.of(
                    "ymcko", "ymckos", "ymckok", "kb", "kw", "kr", "kbl", "kgr", "kgo", "ksi",
                    "ksc", "ko", "h", "ho", "ktc", "ktp", "ka");

    @FunctionalInterface
    private interface Motion {
        void run() throws Refused, PowerCut;
    }

    private final CardPrinterProfile profile;
    private final Truth truth;
    private final CardMechanism mechanism;
    private CardPrinterMemory memory;

    SimulatedCardPrinter(CardPrinterProfile profile, Truth truth, CardMechanism mechanism) {
        this.profile = profile;
        this.truth = truth;
        this.mechanism = mechanism;
        this.memory = fresh();
    }

    /// The memory of the present boot.
    synchronized CardPrinterMemory memory() {
        if (memory.boot != mechanism.boot()) {
            memory = fresh();
        }
        return memory;
    }

    private CardPrinterMemory fresh() {
        int saved = truth.read(box -> box.cardPrinter.savedErrorMode);
        return new CardPrinterMemory(mechanism.boot(), saved, profile.ribbon());
    }

    /// The answer, or null for what answers nothing.
    @Nullable String perform(CardCommand command) throws PowerCut {
        CardPrinterMemory mine = memory();
        try {
            return switch (command) {
                case Text text -> act(text, mine);
                case Download download -> load(download, mine);
                case Arriving _ -> printWhileLoading(mine);
                case Malformed malformed -> malformed.answer();
            };
        } catch (Refused refused) {
            return refused.answer();
        } catch (BadBitmap bad) {
            return CardPrinterParser.PARAMETER_ERROR;
        }
    }

    private String act(Text text, CardPrinterMemory mine) throws Refused, PowerCut {
        String first = text.parameter(0);
        if (text.mnemonic().startsWith("S")
                && !text.mnemonic().equals("Sp")
                && !text.parameters().isEmpty()) {
            throw new Refused(CardPrinterParser.PARAMETER_ERROR);
        }
        switch (text.mnemonic()) {
            case "Ss" -> {
                mine.sequence = true;
                mine.waiting = null;
                mine.stopped = null;
            }
            case "Se" -> endSequence(mine);
            case "Sr" -> mine.side = Side.FRONT;
            case "Sv" -> mine.side = Side.BACK;
            case "Si" -> feed(mine);
            case "Sp" -> print(new Pass(mine.side, panel(first)), mine);
            case "Ser", "Seb" -> persist(mine, mechanism::reject);
            case "Scs" -> mine.stopped = null;
            case "Srs" -> {}
            case "Wcb" -> fill(first, text.parameter(1), mine);
            case "Pem" -> errorMode(first, text.parameter(1), mine);
            case "Pneab" -> autoEject(String.join(";", text.parameters()), mine);
            case "Pr" -> {
                require(RIBBONS.contains(first));
                mine.ribbon = first;
            }
            default -> {
                if (!HARMLESS.contains(text.mnemonic())) {
                    return CardPrinterParser.COMMAND_ERROR;
                }
            }
        }
        return OK;
    }

    private String load(Download download, CardPrinterMemory mine) throws Refused, BadBitmap {
        mine.load(download, profile.lineDots(), profile.lines());
        if (mine.sequence) {
            if (mine.stopped != null) {
                throw mine.stopped;
            }
            mine.waiting = new Pass(mine.side, download.panel());
        }
        return OK;
    }

    private @Nullable String printWhileLoading(CardPrinterMemory mine) throws PowerCut {
        try {
            printWaiting(mine);
        } catch (Refused refused) {
            mine.stopped = refused;
        }
        return null;
    }

    private void endSequence(CardPrinterMemory mine) throws Refused, PowerCut {
        boolean wasSequence = mine.sequence;
        mine.sequence = false;
        if (wasSequence && mine.stopped != null) {
            throw mine.stopped;
        }
        printWaiting(mine);
        if (mine.autoEject) {
            persist(mine, mechanism::eject);
        }
    }

    private void printWaiting(CardPrinterMemory mine) throws Refused, PowerCut {
        Pass pass = mine.waiting;
        mine.waiting = null;
        if (pass != null && mine.stopped == null) {
            if (!mechanism.cardInside()) {
                feed(mine);
            }
            print(pass, mine);
        }
    }

    private void feed(CardPrinterMemory mine) throws Refused, PowerCut {
        mine.passes.clear();
        persist(mine, mechanism::feed);
    }

    private void print(Pass pass, CardPrinterMemory mine) throws Refused, PowerCut {
        require(mine.bitmap(pass) != null);
        boolean[] begun = {false};
        persist(
                mine,
                () -> {
                    if (begun[0]) {
                        beginAgain(mine);
                    }
                    begun[0] = true;
                    strike(pass, mine);
                });
        mine.passes.add(pass);
    }

    private void strike(Pass pass, CardPrinterMemory mine) throws Refused, PowerCut {
        PanelBitmap bitmap = mine.bitmap(pass);
        if (bitmap != null) {
            mechanism.print(pass.side(), pass.panel(), bitmap);
        }
    }

    /// In error mode 0 the printer itself waits until the trouble is over and tries again. A begun
    /// card is thrown out and printed again on the next blank: the duplicate that nobody ordered.
    private void persist(CardPrinterMemory mine, Motion motion) throws Refused, PowerCut {
        while (true) {
            try {
                motion.run();
                return;
            } catch (Refused refused) {
                if (!refused.trouble() || !mine.recoversByItself()) {
                    throw refused;
                }
                mechanism.awaitFixed();
            }
        }
    }

    private void beginAgain(CardPrinterMemory mine) throws Refused, PowerCut {
        if (!mechanism.bareCardInside()) {
            mechanism.eject();
            mechanism.feed();
            for (Pass pass : mine.passes) {
                strike(pass, mine);
            }
        }
    }

    private void fill(String which, String level, CardPrinterMemory mine) throws Refused {
        boolean all = which.equals("a");
        int value = level.isEmpty() ? 0 : number(level);
        require(value <= 255);
        for (char panel : (all ? "ymcko" : "" + panel(which)).toCharArray()) {
            mine.fill(panel, PanelBitmap.filled(256, profile.lineDots(), profile.lines(), value));
        }
    }

    private void errorMode(String mode, String save, CardPrinterMemory mine) throws Refused {
        require(ERROR_MODES.contains(mode) && (save.isEmpty() || save.equals("s")));
        mine.errorMode = number(mode);
        if (save.equals("s")) {
            truth.change(box -> box.cardPrinter.savedErrorMode = mine.errorMode);
        }
    }

    private void autoEject(String setting, CardPrinterMemory mine) throws Refused {
        require(setting.equals("E") || setting.equals("A;1"));
        mine.autoEject = setting.equals("A;1");
    }

    private static char panel(String letter) throws Refused {
        require(letter.length() == 1 && "ymcko".contains(letter));
        return letter.charAt(0);
    }

    private static int number(String digits) throws Refused {
        require(digits.matches("[0-9]{1,3}"));
        return Integer.parseInt(digits);
    }

    private static void require(boolean right) throws Refused {
        if (!right) {
            throw new Refused(CardPrinterParser.PARAMETER_ERROR);
        }
    }
}

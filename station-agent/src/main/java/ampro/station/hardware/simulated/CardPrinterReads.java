package ampro.station.hardware.simulated;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.station.hardware.simulated.CardCommand.Text;

/// Questions about the card printer's state: answered at once, also while something moves, and
/// without any effect. Texts as real units answer them (`Rlr;p` is `OK` when no card is inside).
final class CardPrinterReads {
    private static final String FIRMWARE = "AMPRO-SIM-1";

    /// The near-empty sensor sees the pile from here on.
    private static final int HOPPER_LOW = 10;

    private final CardPrinterProfile profile;
    private final Truth truth;

    CardPrinterReads(CardPrinterProfile profile, Truth truth) {
        this.profile = profile;
        this.truth = truth;
    }

    static boolean isRead(Text command) {
        return command.mnemonic().startsWith("R") || command.mnemonic().equals("Sk");
    }

    String answer(Text command, CardPrinterMemory memory) {
        String which = command.parameter(0);
        return switch (command.mnemonic()) {
            case "Rfv" -> FIRMWARE;
            case "Rtp" -> profile.model();
            case "Rsn" -> truth.read(box -> box.cardPrinter.serial);
            case "Rr" -> memory.ribbon;
            case "Rem" ->
                    memory.errorMode + "," + truth.read(box -> box.cardPrinter.savedErrorMode);
            case "Rcr" ->
                    truth.read(box -> box.ribbonGoesOn(profile.ribbon())) ? "OK" : "ERR RIBBON";
            case "Rco" -> counter(which);
            case "Rrt" -> ribbon(which);
            case "Rlr" -> lastOrPlace(which, memory);
            case "Rse" -> sensor(which);
            case "Sk" -> feeder(command);
            default -> CardPrinterParser.COMMAND_ERROR;
        };
    }

    private String counter(String which) {
        return switch (which) {
            case "p" -> "" + truth.read(box -> box.cardPrinter.panelsPrinted);
            case "c" -> "" + truth.read(box -> box.cardPrinter.cardsInserted);
            default -> CardPrinterParser.PARAMETER_ERROR;
        };
    }

    private String ribbon(String which) {
        return switch (which) {
            case "qty" -> "" + Truth.RIBBON_SETS;
            case "count" -> "" + truth.read(box -> box.cardPrinter.ribbonLeft);
            default -> CardPrinterParser.PARAMETER_ERROR;
        };
    }

    private String lastOrPlace(String which, CardPrinterMemory memory) {
        return switch (which) {
            case "" -> memory.lastAnswer;
            case "p" -> truth.read(CardPrinterReads::position);
            case "h" -> truth.read(box -> box.tray.isEmpty()) ? "NO CARD" : "CARD";
            default -> CardPrinterParser.PARAMETER_ERROR;
        };
    }

    private static String position(Physical box) {
        return box.cardPrinter.jammed ? "ERR CARD" : box.inside.isEmpty() ? "OK" : "CARD";
    }

    private String sensor(String which) {
        return switch (which) {
            case "f" -> volts(truth.read(Physical::canFeed));
            case "n" -> volts(truth.read(box -> box.hopper.size() <= HOPPER_LOW));
            case "o" -> volts(truth.read(box -> !box.cardPrinter.coverOpen));
            default -> CardPrinterParser.PARAMETER_ERROR;
        };
    }

    private String feeder(Text command) {
        if (!command.parameter(0).equals("f") || !command.parameter(1).equals("1")) {
            return CardPrinterParser.PARAMETER_ERROR;
        }
        return truth.read(Physical::canFeed) ? "0" : "3";
    }

    private static String volts(boolean high) {
        return high ? "5,00 Volts" : "0,00 Volts";
    }
}

package ampro.station.printer.card;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.station.hardware.SerialPort;
import ampro.station.raster.Panel;
import java.time.Duration;
import java.util.function.Consumer;

/// One card printer, one blocking call an operation, in the order of a card's life. Languages are
/// its implementations.
///
/// Order matters for custody. [#download] of the front before [#feed] has no physical effect where
/// the profile `stagesWithoutFeeding`; `feed` is the first command that touches a blank. So an
/// INTENT is durable (and answered, where there is no guard chip) before the first step whose
/// [Step#touchesCard] is true.
///
/// A call that is `Silent` may have been carried out. It is never repeated by this code and must
/// not be by its caller before [#observe] has told what became of it.
public interface CardPrinter {
    /// The host decides what happens after an error: the printer never prints a card again by
    /// itself. Set unsaved, so a printer that was reset shows another value.
    int PREPARED_ERROR_MODE = 2;

    /// The printer of this profile at the other end of an open port. A lost port needs a new one.
    ///
    /// @param pause waits; only re-asked reads and looks after a card use it
    static CardPrinter of(CardPrinterProfile profile, SerialPort port, Consumer<Duration> pause) {
        return switch (profile.language()) {
            case EVOLIS -> new Evolis(profile, port, pause);
        };
    }

    Outcome<Identity> identify();

    Outcome<Observation> observe();

    /// Sets and reads back what a card needs: error mode, ribbon, no eject of its own. Observe
    /// first: this wipes out the trace of a reset.
    Outcome<String> prepare();

    /// Brings a printer that waits inside a cut download back to commands. Tens of seconds on a
    /// real line; touches no card. For a line that was lost and is open again, when the printer is
    /// silent.
    Outcome<String> wake();

    /// Puts one panel into the printer's memory. There is one memory a panel: the back's black goes
    /// down only after the front's black is printed. Turning to the back may flip the card inside.
    Outcome<String> download(Side side, Panel panel);

    /// Takes a blank to the print position. The first command that touches a blank.
    Outcome<String> feed();

    /// Burns one panel that was downloaded.
    Outcome<String> print(Side side, char panel);

    /// Sends the finished card to the output tray; done when no card is inside any more.
    Outcome<String> eject();

    /// Sends whatever card is inside to the reject box; done when no card is inside any more.
    Outcome<String> reject();
}

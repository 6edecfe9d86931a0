package ampro.station.hardware.simulated;

import ampro.station.hardware.simulated.CardCommand.Download;
import ampro.station.hardware.simulated.PanelBitmap.BadBitmap;
import ampro.station.hardware.simulated.PrintedCards.Side;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the card printer keeps in memory: all of it is lost when power is. The driving thread owns
/// it; the reader thread looks at the volatile fields.
final class CardPrinterMemory {
    /// A panel on one side: what is printed, or waits to be.
    record Pass(Side side, char panel) {}

    final int boot;
    volatile int errorMode;
    volatile boolean autoEject = true;
    volatile String lastAnswer = "OK";
    volatile String ribbon;

    /// Where following downloads and single panels go.
    Side side = Side.FRONT;

    /// Between `Ss` and `Se`: the panel that prints when the next one arrives, and what stopped it.
    boolean sequence;

    @Nullable Pass waiting;
    @Nullable Refused stopped;

    /// The passes over the card inside, for a printer that repeats them by itself.
    final List<Pass> passes = new ArrayList<>();

    /// One bitmap a panel, whichever side it was sent for: the back's black overwrites the front's.
    private final Map<Character, PanelBitmap> bitmaps = new HashMap<>();

    CardPrinterMemory(int boot, int errorMode, String ribbon) {
        this.boot = boot;
        this.errorMode = errorMode;
        this.ribbon = ribbon;
    }

    /// Modes 0 and 16: the printer recovers by itself, and prints again what went wrong.
    boolean recoversByItself() {
        return errorMode == 0 || errorMode == 16;
    }

    @Nullable PanelBitmap bitmap(Pass pass) {
        return bitmaps.get(pass.panel());
    }

    void load(Download download, int lineDots, int lines) throws BadBitmap {
        PanelBitmap under = bitmaps.get(download.panel());
        if (under == null || download.firstLine() == 0 || under.levels() != download.levels()) {
            under = PanelBitmap.filled(download.levels(), lineDots, lines, 0);
        }
        PanelBitmap loaded =
                download.compressed()
                        ? under.withBand(download.firstLine(), download.data())
                        : PanelBitmap.unpacked(download.levels(), lineDots, download.data());
        bitmaps.put(download.panel(), loaded);
    }

    void fill(char panel, PanelBitmap bitmap) {
        bitmaps.put(panel, bitmap);
    }
}

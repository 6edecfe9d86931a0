package ampro.station.printer.card;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.station.raster.Panel;
import ampro.station.raster.Panels;
import java.util.ArrayList;
import java.util.List;

/// One step on the way of a card through the printer, each with its own answer, so that the runner
/// can record, stop and show progress between any two. [CardPrinter#eject] is not among them: MADE
/// is recorded before it.
public sealed interface Step {

    /// `touchesCard`: not before INTENT is durable.
    boolean touchesCard();

    Outcome<String> carryOut(CardPrinter printer);

    record Download(Side side, Panel panel, boolean touchesCard) implements Step {
        @Override
        public Outcome<String> carryOut(CardPrinter printer) {
            return printer.download(side, panel);
        }
    }

    record Feed() implements Step {
        @Override
        public boolean touchesCard() {
            return true;
        }

        @Override
        public Outcome<String> carryOut(CardPrinter printer) {
            return printer.feed();
        }
    }

    record Print(Side side, char panel) implements Step {
        @Override
        public boolean touchesCard() {
            return true;
        }

        @Override
        public Outcome<String> carryOut(CardPrinter printer) {
            return printer.print(side, panel);
        }
    }

    /// All steps of one card: the front waits in the printer before a blank is fed, the back's
    /// panels follow when the front's memory is free.
    static List<Step> plan(CardPrinterProfile profile, Panels front, Panels back) {
        List<Step> steps = new ArrayList<>();
        for (Panel panel : front.panels()) {
            steps.add(new Download(Side.FRONT, panel, !profile.stagesWithoutFeeding()));
        }
        steps.add(new Feed());
        for (Panel panel : front.panels()) {
            steps.add(new Print(Side.FRONT, panel.name()));
        }
        for (Panel panel : back.panels()) {
            steps.add(new Download(Side.BACK, panel, true));
            steps.add(new Print(Side.BACK, panel.name()));
        }
        return List.copyOf(steps);
    }
}

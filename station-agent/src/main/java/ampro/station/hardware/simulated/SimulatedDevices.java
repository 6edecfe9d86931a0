package ampro.station.hardware.simulated;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.profile.LabelPrinterProfile;
import ampro.station.hardware.simulated.FaultRule.Moment;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.random.RandomGenerator;

/// Composition root of the simulated box: two printers on their lines, one truth, one fault script.
/// A folder belongs to one process at a time. Closing it is a power cut of the whole box.
final class SimulatedDevices implements AutoCloseable {
    /// What the box is made of.
    record Plan(
            Path data,
            CardPrinterProfile cardPrinter,
            LabelPrinterProfile labelPrinter,
            double speedFactor,
            List<FaultRule> faults) {}

    private final FileChannel lock;
    private final Truth truth;
    private final Faults faults = new Faults();
    private final CardMechanism mechanism;
    private final CardPrinterPort cardPrinter;
    private final SimulatedLabelPrinter labelPrinter;

    SimulatedDevices(Plan plan, RandomGenerator serials) throws IOException {
        Files.createDirectories(plan.data());
        lock =
                FileChannel.open(
                        plan.data().resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            lock.close();
            throw new IOException(plan.data() + " is in use by another process");
        }
        Path data = plan.data();
        CardPrinterProfile card = plan.cardPrinter();
        LabelPrinterProfile label = plan.labelPrinter();
        Pace cardPace = new Pace(card.baud(), plan.speedFactor());
        Pace labelPace = new Pace(label.baud(), plan.speedFactor());
        truth = new Truth(data, serials);
        mechanism =
                new CardMechanism(
                        card, truth, faults, cardPace, new PrintedCards(card, truth, data));
        cardPrinter =
                switch (card.language()) {
                    case EVOLIS ->
                            new CardPrinterPort(
                                    card,
                                    truth,
                                    mechanism,
                                    faults,
                                    cardPace,
                                    data.resolve("card-port"));
                };
        labelPrinter =
                switch (label.language()) {
                    case ZPL ->
                            new SimulatedLabelPrinter(
                                    label,
                                    truth,
                                    faults,
                                    labelPace,
                                    data,
                                    data.resolve("label-port"));
                };
        plan.faults().forEach(this::strike);
    }

    Truth truth() {
        return truth;
    }

    CardMechanism mechanism() {
        return mechanism;
    }

    CardPrinterPort cardPrinter() {
        return cardPrinter;
    }

    SimulatedLabelPrinter labelPrinter() {
        return labelPrinter;
    }

    /// At once, or when the rule's moment comes.
    void strike(FaultRule rule) {
        if (rule.moment() != Moment.NOW) {
            faults.add(rule);
            return;
        }
        switch (rule.kind()) {
            case RIBBON_ENDS -> mechanism.touched(Physical::endRibbon);
            case FEEDER_EMPTY -> mechanism.touched(box -> box.cardPrinter.feederBlocked = true);
            case COVER_OPEN -> mechanism.touched(box -> box.cardPrinter.coverOpen = true);
            case POWER_CYCLE -> cardPrinter.powerCycle(rule.detail().equals("ejects"));
            case UNPLUG ->
                    (rule.detail().equals("label") ? labelPrinter.line() : cardPrinter.line())
                            .unplug();
            case TERMINATOR -> cardPrinter.terminator(rule.detail());
            case COUNTER -> mechanism.countsAtStart(rule.detail().equals("start"));
            case STALL -> cardPrinter.line().stall(true);
            case SILENT -> labelPrinter.silent();
            case DOUBLE_FEED, JAM, REJECT_FULL, ANSWER, MEDIA_OUT ->
                    throw new IllegalStateException(rule + " has a moment of its own");
        }
    }

    @Override
    public void close() throws IOException {
        cardPrinter.close();
        labelPrinter.close();
        lock.close();
    }
}

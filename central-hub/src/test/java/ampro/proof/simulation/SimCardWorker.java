package ampro.proof.simulation;

import ampro.firmware.problem.Problem;
import ampro.firmware.wire.Artwork;
import ampro.firmware.wire.Wire;
import ampro.firmware.wire.WireException;
import ampro.station.job.Lease;
import ampro.station.job.PrintEffect;
import ampro.station.job.PrintEvent;
import ampro.station.job.PrintState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/// Carries out the machine's orders at the printer, step by step, as the card worker does: what the
/// printer does not answer is never repeated, it is looked at.
final class SimCardWorker {
    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final Duration STAGE = Duration.ofSeconds(6);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final World world;
    private final SimStation station;
    private final SimPrinter printer;
    private final Deque<PrintEffect> orders = new ArrayDeque<>();

    SimCardWorker(World world, SimStation station, SimPrinter printer) {
        this.world = world;
        this.station = station;
        this.printer = printer;
    }

    /// Called on the runner's thread: carried out when it has taken its event.
    void order(PrintEffect order) {
        orders.add(order);
    }

    void carryOut() {
        while (!orders.isEmpty()) {
            carryOut(orders.remove());
        }
    }

    private void carryOut(PrintEffect order) {
        switch (order) {
            case PrintEffect.Observe observe ->
                    world.after(SETTLE, station.whileAlive(this::observe));
            case PrintEffect.Stage(Lease lease) ->
                    world.after(STAGE, station.whileAlive(() -> stage(lease)));
            case PrintEffect.Print(Lease lease) -> print(lease);
            case PrintEffect.Eject(Lease lease) ->
                    sendOut(
                            lease,
                            Card.Place.TRAY,
                            () -> new PrintEvent.CardLeft(lease.token(), printer.look()));
            case PrintEffect.Reject(Lease lease) ->
                    sendOut(
                            lease,
                            Card.Place.REJECT_BOX,
                            () -> new PrintEvent.Rejected(lease.token(), printer.look()));
            case PrintEffect.TryLater later ->
                    world.after(
                            LOOK_AGAIN,
                            station.whileAlive(() -> station.tell(new PrintEvent.Retry())));
            case PrintEffect.Claim claim -> throw new IllegalStateException("not an order");
            case PrintEffect.FetchArtwork fetch -> throw new IllegalStateException("not an order");
        }
    }

    private void observe() {
        if (!printer.answers() || printer.isBusy()) {
            world.after(LOOK_AGAIN, station.whileAlive(this::observe));
            return;
        }
        PrintEvent seen = new PrintEvent.Settled(printer.look());
        printer.prepare();
        station.tell(seen);
    }

    private void stage(Lease lease) {
        if (!printer.answers()) {
            station.tell(new PrintEvent.NotStaged(lease.token(), Problem.CARD_PRINTER_SILENT));
        } else if (station.runner.problem().isPresent()) {
            Problem stop = station.runner.problem().get();
            world.count("stopped " + stop.code());
            station.tell(new PrintEvent.NotStaged(lease.token(), stop));
        } else if (printer.hopper.isEmpty()) {
            station.tell(new PrintEvent.NotStaged(lease.token(), Problem.FEEDER_EMPTY));
        } else {
            station.tell(new PrintEvent.Staged(lease.token(), printer.look()));
        }
    }

    /// Feeds and prints panel by panel; the host must live for the next step to be ordered.
    private void print(Lease lease) {
        if (!printer.answers()) {
            failLater(lease);
            return;
        }
        station.truth().feeding(world, station, lease);
        String licence =
                station.leases.artwork(lease.token()).map(SimCardWorker::licence).orElse("none");
        printer.feed(
                lease.card(), licence, ok -> station.whileAlive(() -> panels(lease, ok, 0)).run());
        watch(lease);
    }

    private void panels(Lease lease, boolean ok, int done) {
        if (!ok || !printer.answers()) {
            failLater(lease);
        } else if (done == SimPrinter.PANELS) {
            station.tell(new PrintEvent.Made(lease.token(), printer.look()));
        } else {
            printer.panel(fine -> station.whileAlive(() -> panels(lease, fine, done + 1)).run());
        }
    }

    private void sendOut(Lease lease, Card.Place to, Supplier<PrintEvent> left) {
        if (!printer.answers()) {
            failLater(lease);
            return;
        }
        printer.sendOut(
                to,
                ok ->
                        station.whileAlive(
                                        () -> {
                                            if (ok && printer.inside().isEmpty()) {
                                                station.tell(left.get());
                                            } else {
                                                failLater(lease);
                                            }
                                        })
                                .run());
        watch(lease);
    }

    /// A printer that lost its power answers nothing.
    private void watch(Lease lease) {
        world.after(
                Duration.ofMinutes(2),
                station.whileAlive(() -> {
                    if (isOrdered(lease) && printer.isBusy()) {
                        watch(lease);
                    } else if (isOrdered(lease)) {
                        failLater(lease);
                    }
                }));
    }

    private boolean isOrdered(Lease lease) {
        return switch (station.state().printer()) {
            case PrintState.Printer.Printing(var token) -> token.equals(lease.token());
            case PrintState.Printer.Ejecting(var token) -> token.equals(lease.token());
            case PrintState.Printer.Rejecting(var token, boolean proven) ->
                    token.equals(lease.token());
            case PrintState.Printer.Unseen unseen -> false;
            case PrintState.Printer.Idle idle -> false;
            case PrintState.Printer.Staging staging -> false;
            case PrintState.Printer.Pausing pausing -> false;
            case PrintState.Printer.Staged staged -> false;
            case PrintState.Printer.Locked locked -> false;
        };
    }

    private void failLater(Lease lease) {
        world.after(
                TIMEOUT,
                station.whileAlive(() ->
                        station.tell(
                                new PrintEvent.OrderFailed(
                                        lease.token(), Problem.CARD_PRINTER_SILENT))));
    }

    private static String licence(String artwork) {
        try {
            return Wire.readBody(Artwork.class, artwork).code().licence();
        } catch (WireException e) {
            throw new IllegalStateException(e);
        }
    }
}

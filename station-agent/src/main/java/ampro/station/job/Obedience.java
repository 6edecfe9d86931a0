package ampro.station.job;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.EventChain;
import ampro.firmware.wire.Facts;
import ampro.station.link.Link;
import java.util.Optional;
import java.util.function.Consumer;

/// What the hub's messages do here; each is done when it returns.
public final class Obedience implements Link.Obeys {
    private final Runner runner;
    private final LabelStore labels;
    private final Consumer<Boolean> offline;
    private final Runnable labelWaits;

    /// `offline` keeps whether two people accept that this box prints without hub and guard.
    public Obedience(
            Runner runner, LabelStore labels, Consumer<Boolean> offline, Runnable labelWaits) {
        this.runner = runner;
        this.labels = labels;
        this.offline = offline;
        this.labelWaits = labelWaits;
    }

    @Override
    public boolean take(Down message) {
        return switch (message) {
            case Down.Welcome welcome ->
                    runner.welcomed(
                            welcome.ackedSeq(),
                            Optional.ofNullable(welcome.ackedHash()).orElse(EventChain.START),
                            welcome.promise(),
                            welcome.mayFeed());
            case Down.Ack ack -> runner.acknowledged(ack.seq(), ack.hash(), ack.mayFeed());
            case Down.Grant grant ->
                    tell(
                            new PrintEvent.Granted(
                                    grant.job(),
                                    grant.token(),
                                    grant.card(),
                                    grant.artwork(),
                                    grant.sha256()));
            case Down.Revoke(String job, var token) -> tell(new PrintEvent.Revoked(job, token));
            case Down.Label(String label, String token, String address, String sha256) -> {
                labels.ask(token, label, address, sha256);
                labelWaits.run();
                yield true;
            }
            case Down.Resend resend -> true; // the link's own affair
            case Down.Offline(boolean accepted) -> {
                offline.accept(accepted);
                yield true;
            }
            case Down.Fence(long term) -> tell(new PrintEvent.Fenced(term));
            case Down.Confirm(String job, var token, Facts answer, String second) ->
                    tell(new PrintEvent.Confirmed(token, answer, second));
        };
    }

    private boolean tell(PrintEvent event) {
        runner.tell(event);
        return true;
    }

    @Override
    public void connectionLost() {
        runner.post(new PrintEvent.ConnectionLost());
    }
}

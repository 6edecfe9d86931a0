package ampro.station.touch;

import static ampro.station.touch.TouchPages.language;

import ampro.firmware.wire.LeaseState;
import ampro.station.job.Decision;
import ampro.station.job.Lease;
import ampro.station.job.PrintEvent;
import ampro.station.job.Runner;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/// The check of a card that came out: good, or spoiled and why.
final class CheckRoutes {
    private final DoorRoutes door;
    private final Screens screens;
    private final Runner runner;
    private final Scans scans;

    CheckRoutes(DoorRoutes door, Screens screens, Runner runner, Scans scans) {
        this.door = door;
        this.screens = screens;
        this.runner = runner;
        this.scans = scans;
    }

    /// The card and its blank were scanned and the photo compared.
    void good(ServerRequest request, ServerResponse response) {
        door.submitted(request, response)
                .ifPresent(form ->
                        form.lease(runner.state(), LeaseState.EJECTED)
                                .ifPresentOrElse(
                                        lease -> good(request, response, form, lease),
                                        () -> TouchPages.home(response)));
    }

    private void good(
            ServerRequest request,
            ServerResponse response,
            DoorRoutes.Submitted form,
            Lease lease) {
        String blank = form.field("blank");
        Optional<String> refusal = scans.refusal(lease, form.field("card"), blank);
        if (refusal.isPresent()) {
            TouchPages.show(response, screens.now(language(request), form.who(), refusal.get()));
            return;
        }
        runner.tell(new PrintEvent.FoundGood(lease.token(), blank, form.who().account().id()));
        TouchPages.home(response);
    }

    void spoilScreen(ServerRequest request, ServerResponse response) {
        Optional<TouchSessions.Session> who = door.touches(request);
        Optional<Lease> lease =
                runner.state().atPrinter().filter(at -> at.state() == LeaseState.EJECTED);
        if (who.isEmpty() || lease.isEmpty()) {
            TouchPages.home(response);
            return;
        }
        TouchPages.show(
                response,
                screens.spoil(
                        language(request),
                        who.get(),
                        lease.get(),
                        TouchPages.evidence(request.query(), Decision.SPOILED),
                        null));
    }

    void spoil(ServerRequest request, ServerResponse response) {
        door.submitted(request, response)
                .ifPresent(form ->
                        form.lease(runner.state(), LeaseState.EJECTED)
                                .ifPresentOrElse(
                                        lease -> spoil(request, response, form, lease),
                                        () -> TouchPages.home(response)));
    }

    private void spoil(
            ServerRequest request,
            ServerResponse response,
            DoorRoutes.Submitted form,
            Lease lease) {
        Evidence evidence = TouchPages.evidence(form.form(), Decision.SPOILED);
        String blank = evidence.blank(form.field("blank"));
        String reason = form.field("reason");
        Optional<String> refusal =
                SpoilView.REASONS.contains(reason)
                        ? Optional.ofNullable(blank).flatMap(scans::refusal)
                        : Optional.of("wrong-blank");
        if (refusal.isPresent()) {
            TouchPages.show(
                    response,
                    screens.spoil(language(request), form.who(), lease, evidence, refusal.get()));
            return;
        }
        runner.tell(
                new PrintEvent.FoundSpoiled(
                        lease.token(), blank, reason, form.who().account().id()));
        TouchPages.home(response);
    }
}

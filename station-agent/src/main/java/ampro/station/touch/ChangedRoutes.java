package ampro.station.touch;

import static ampro.station.touch.TouchPages.language;

import ampro.station.job.PrintEvent;
import ampro.station.job.PrintState.Printer;
import ampro.station.job.Runner;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/// The end of a lock: another printer, or another board in it, is this station's from here on.
final class ChangedRoutes {
    private final DoorRoutes door;
    private final Screens screens;
    private final Runner runner;

    ChangedRoutes(DoorRoutes door, Screens screens, Runner runner) {
        this.door = door;
        this.screens = screens;
        this.runner = runner;
    }

    void screen(ServerRequest request, ServerResponse response) {
        Optional<TouchSessions.Session> who = door.touches(request);
        if (who.isEmpty() || !isLocked()) {
            TouchPages.home(response);
            return;
        }
        TouchPages.show(response, screens.changed(language(request), who.get(), null));
    }

    void confirm(ServerRequest request, ServerResponse response) {
        Optional<DoorRoutes.Submitted> form = door.submitted(request, response);
        if (form.isEmpty()) {
            return;
        }
        DoorRoutes.Submitted signed = form.get();
        if (!isLocked()) {
            TouchPages.home(response);
            return;
        }
        Optional<String> refusal = door.supervisedRefusal(signed);
        if (refusal.isPresent()) {
            TouchPages.show(
                    response, screens.changed(language(request), signed.who(), refusal.get()));
            return;
        }
        runner.tell(
                new PrintEvent.Rebaselined(signed.who().account().id(), signed.field("second")));
        TouchPages.home(response);
    }

    private boolean isLocked() {
        return runner.state().printer() instanceof Printer.Locked;
    }
}

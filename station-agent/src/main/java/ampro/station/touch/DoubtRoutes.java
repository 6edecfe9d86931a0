package ampro.station.touch;

import static ampro.station.touch.TouchPages.language;

import ampro.firmware.wire.LeaseState;
import ampro.station.job.Decision;
import ampro.station.job.Lease;
import ampro.station.job.PrintEvent;
import ampro.station.job.Runner;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The one question about a card in doubt, which two people answer; the second gives id and PIN
/// here.
final class DoubtRoutes {
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,4}");

    private final DoorRoutes door;
    private final Screens screens;
    private final Runner runner;
    private final Scans scans;

    DoubtRoutes(DoorRoutes door, Screens screens, Runner runner, Scans scans) {
        this.door = door;
        this.screens = screens;
        this.runner = runner;
        this.scans = scans;
    }

    void decideScreen(ServerRequest request, ServerResponse response) {
        Optional<TouchSessions.Session> who = door.touches(request);
        Optional<Lease> lease =
                runner.state().atPrinter().filter(at -> at.state() == LeaseState.UNKNOWN);
        Optional<Decision> answer = answer(lease, request.query().first("answer").orElse(""));
        if (who.isEmpty() || lease.isEmpty() || answer.isEmpty()) {
            TouchPages.home(response);
            return;
        }
        TouchPages.show(
                response,
                screens.decide(
                        language(request),
                        who.get(),
                        lease.get(),
                        answer.get(),
                        TouchPages.evidence(request.query(), answer.get()),
                        null));
    }

    void decide(ServerRequest request, ServerResponse response) {
        Optional<DoorRoutes.Submitted> form = door.submitted(request, response);
        if (form.isEmpty()) {
            return;
        }
        Optional<Lease> lease = form.get().lease(runner.state(), LeaseState.UNKNOWN);
        Optional<Decision> answer = answer(lease, form.get().field("answer"));
        if (lease.isEmpty() || answer.isEmpty()) {
            TouchPages.home(response);
            return;
        }
        Evidence evidence = TouchPages.evidence(form.get().form(), answer.get());
        PrintEvent.Answer found = found(answer.get(), evidence, form.get());
        Optional<String> refusal = refusal(lease.get(), found, form.get());
        if (refusal.isPresent()) {
            TouchPages.show(
                    response,
                    screens.decide(
                            language(request),
                            form.get().who(),
                            lease.get(),
                            answer.get(),
                            evidence,
                            refusal.get()));
            return;
        }
        String first = form.get().who().account().id();
        runner.tell(
                isSecondAtHub(form.get())
                        ? new PrintEvent.Answered(lease.get().token(), found, first)
                        : new PrintEvent.Adjudicated(
                                lease.get().token(), found, first, form.get().field("second")));
        TouchPages.home(response);
    }

    /// The second person is away: what the first one found is confirmed at the hub.
    private static boolean isSecondAtHub(DoorRoutes.Submitted form) {
        return form.field("second_at").equals("hub");
    }

    private static PrintEvent.Answer found(
            Decision answer, Evidence evidence, DoorRoutes.Submitted form) {
        List<String> also = evidence.two() ? List.of(form.field("also")) : List.of();
        return switch (answer) {
            case GOOD, SPOILED ->
                    new PrintEvent.Answer(
                            answer, evidence.blank(form.field("blank")), "seen-by-two", also);
            case NOT_FED ->
                    new PrintEvent.Answer(
                            answer, null, "hopper-counted-" + form.field("hopper"), also);
        };
    }

    /// The evidence is judged first: a wrong scan costs nobody a try of his PIN.
    private Optional<String> refusal(
            Lease lease, PrintEvent.Answer found, DoorRoutes.Submitted form) {
        Optional<String> evidence =
                switch (found.decision()) {
                    case GOOD -> scans.refusal(lease, form.field("card"), form.field("blank"));
                    case SPOILED -> Optional.ofNullable(found.blank()).flatMap(scans::refusal);
                    case NOT_FED ->
                            COUNT.matcher(form.field("hopper")).matches()
                                    ? Optional.empty()
                                    : Optional.of("counted-wrong");
                };
        return evidence.or(() -> alsoRefusal(found))
                .or(() -> isSecondAtHub(form) ? Optional.empty() : door.secondRefusal(form));
    }

    /// The other card of a double feed is not this one.
    private Optional<String> alsoRefusal(PrintEvent.Answer found) {
        return found.also().stream()
                .map(also ->
                        also.equals(found.blank())
                                ? Optional.of("wrong-blank")
                                : scans.refusal(also))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// What was answered, if it can be of this lease.
    private static Optional<Decision> answer(Optional<Lease> of, String code) {
        return of.stream()
                .flatMap(lease -> Decision.possible(lease).stream())
                .filter(answer -> answer.code().equals(code))
                .findFirst();
    }
}

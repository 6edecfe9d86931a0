package ampro.station.touch;

import ampro.firmware.problem.Problem;
import ampro.firmware.text.Texts;
import ampro.firmware.wire.Sensitive;
import ampro.station.job.Decision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Every screen with something on it. `name` is the holder's, so that tests can pass a long one or
/// a hostile one; `site` likewise.
record SampleScreens(
        Locale language, @Nullable String theme, String name, String site, boolean simulated) {
    static final String HOLDER = "Rakotondrabe, Hanitriniaina Voahirana";
    static final String SITE = "Antananarivo Centre";

    private static final Evidence UNREAD = new Evidence(true, false);
    private static final Evidence TWO = new Evidence(false, true);
    private static final FormView FORM = new FormView("/do", "token-1", "key-1");

    SequencedMap<String, ScreenView> all() {
        SequencedMap<String, ScreenView> all = new LinkedHashMap<>();
        for (String why :
                List.of(
                        "waiting",
                        "ready",
                        "paused",
                        "preparing",
                        "looking",
                        "hub-away",
                        "alone",
                        "sign-in-first")) {
            all.put(
                    "idle-" + why,
                    new IdleView(frame(why.equals("hub-away") ? 14 : null), why, 12));
        }
        all.put(
                "idle-label-printer-stopped",
                new IdleView(frame(null, Problem.LABEL_PRINTER_STOPPED), "preparing", 12));
        all.put("printing", printing("printing", PrintingView.Step.BACK, 24));
        all.put("printing-unbound", printing("preparing", PrintingView.Step.BLANK, null));
        all.put("check", new CheckView(frame(null), card(), FORM, "/spoiled", null, null, null));
        all.put(
                "check-scanned",
                new CheckView(
                        frame(null),
                        card(),
                        FORM,
                        "/spoiled",
                        "T010004217/7F3A",
                        null,
                        "wrong-blank"));
        all.put("spoil", spoil(Evidence.USUAL, null));
        all.put("spoil-refused", spoil(Evidence.USUAL, "wrong-blank"));
        all.put("spoil-unread", spoil(UNREAD, null));
        for (String cause : List.of("power", "printer-silent", "counters", "rejected", "unknown")) {
            all.put("doubt-" + cause, doubt(cause));
        }
        for (Decision answer : Decision.values()) {
            String name = "decide-" + answer.code();
            all.put(name, decide(answer, Evidence.USUAL, "Faly R.", null));
            all.put(name + "-two", decide(answer, TWO, "Faly R.", null));
        }
        all.put("decide-unread", decide(Decision.SPOILED, UNREAD, "Faly R.", null));
        all.put(
                "decide-unread-two",
                decide(Decision.SPOILED, new Evidence(true, true), "Faly R.", null));
        all.put("decide-refused", decide(Decision.GOOD, Evidence.USUAL, null, "no-supervisor"));
        all.put("changed", changed(null));
        all.put("changed-refused", changed("no-supervisor"));
        all.put("sign-in", signIn(null));
        all.put("sign-in-refused", signIn("not-here"));
        for (Problem problem : Problem.values()) {
            all.put(
                    "trouble-" + problem.code(),
                    new TroubleView(
                            frame(null),
                            problem,
                            "card-a",
                            card(),
                            problem == Problem.CARD_PRINTER_LOCKED ? "/changed" : null));
        }
        return all;
    }

    private FrameView frame(@Nullable Integer hubAway) {
        return frame(hubAway, null);
    }

    private FrameView frame(@Nullable Integer hubAway, @Nullable Problem labelTrouble) {
        return new FrameView(
                Texts.of("ampro.station.pages.messages", language),
                theme,
                "tnr-01",
                site,
                simulated,
                simulated,
                true,
                labelTrouble,
                hubAway,
                new Sensitive<>("Faly R."),
                "14:32",
                "/live/screen",
                new FrameView.Supplies(48, 12, 230),
                List.of(
                        next("Andriamana, Ony", "B", 3),
                        next("Silva, João Pedro", "C1 · CE", 1),
                        next(name, "A", 1),
                        next("Ben Youssef, Amel", "B", 2),
                        next("Okoth, Grace A.", "B · BE", 1),
                        next("Never shown", "B", 1)),
                List.of(
                        new FrameView.Button("pause", "/pause", FORM),
                        new FrameView.Button("supplies", "/supplies", null),
                        new FrameView.Button("lock", "/sign-out", FORM)));
    }

    private static FrameView.Next next(String holder, String categories, int priority) {
        return new FrameView.Next(new Sensitive<>(holder), categories, priority);
    }

    private CardView card() {
        return new CardView(
                "J-001042",
                new Sensitive<>(name),
                "T01 0004 217 8",
                "A1 · B · BE",
                "/pictures/front.svg",
                "/pictures/back.svg",
                "B0012345");
    }

    private PrintingView printing(String state, PrintingView.Step step, @Nullable Integer left) {
        return new PrintingView(frame(null), card(), state, step, left, 3, 12);
    }

    private DoubtView doubt(String cause) {
        return new DoubtView(
                frame(null),
                card(),
                "card-a",
                cause,
                cause.equals("rejected")
                        ? List.of(Decision.SPOILED, Decision.NOT_FED)
                        : List.of(Decision.values()),
                "/decide",
                0,
                cause.equals("power") ? new DoubtView.Answered("not_fed", "faly") : null,
                "card-in-doubt · J-001042");
    }

    private SpoilView spoil(Evidence evidence, @Nullable String refusal) {
        return new SpoilView(frame(null), card(), FORM, "/", true, evidence, null, refusal);
    }

    private DecideView decide(
            Decision answer,
            Evidence evidence,
            @Nullable String operator,
            @Nullable String refusal) {
        return new DecideView(
                frame(null), card(), answer, evidence, FORM, "/", operator, null, null, refusal);
    }

    private ChangedView changed(@Nullable String refusal) {
        return new ChangedView(frame(null), "10000042", FORM, "/", "Faly R.", refusal);
    }

    private SignInView signIn(@Nullable String refusal) {
        return new SignInView(
                frame(null),
                FORM,
                "",
                refusal,
                List.of(
                        new SignInView.Language("en", "?lang=en", language.equals(Locale.ENGLISH)),
                        new SignInView.Language("fr", "?lang=fr", language.equals(Locale.FRENCH))));
    }
}

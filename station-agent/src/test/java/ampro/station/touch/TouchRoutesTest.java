package ampro.station.touch;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.problem.Problem;
import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.station.job.OneStation;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may be tapped and scanned, over real HTTP before a real journal.
@Tag("route")
@Timeout(120)
class TouchRoutesTest {
    private static final String REFUSED_BLANK = "This blank does not belong to this card.";

    @TempDir private Path folder;
    private TouchBench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new TouchBench(folder);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void theServerIsOurs() throws Exception {
        assertThat(bench.get("/", "").body()).contains("TNR-01").contains("Who is at the box?");
    }

    @Test
    void theCardThatIsPreparedIsNotAmongTheNext() throws Exception {
        bench.station.welcome();
        bench.station.grant(1, OneStation.artwork(1, "", ""));
        bench.station.grant(2, OneStation.artwork(2, "", ""));
        String screen = bench.get("/", bench.signIn("ada")).body();
        assertThat(screen).contains("J-1").contains("Preparing");
        assertThat(screen.substring(screen.indexOf("<aside")).split(OneStation.HOLDER, -1))
                .as("one card is next")
                .hasSize(2);
    }

    @Test
    void aLabelPrinterThatCannotPrintIsToldWhenNothingElseIsToDo() throws Exception {
        bench.station.welcome();
        String ada = bench.signIn("ada");
        assertThat(bench.get("/", ada).body()).contains("No card waits");
        bench.labelTrouble = Problem.LABEL_PRINTER_STOPPED;
        assertThat(bench.get("/", ada).body())
                .contains("The label printer cannot print.")
                .contains("Check its labels, its ribbon");
        bench.station.grant(1, OneStation.artwork(1, "", ""));
        assertThat(bench.get("/", ada).body())
                .contains("Preparing")
                .contains("Look at the label printer");
    }

    @Test
    void cardAndBlankThatFitAreGoodAndASecondTapIsNothing() throws Exception {
        bench.station.cardOut(1);
        String ada = bench.signIn("ada");
        Map<String, String> form = bench.scanned(ada, 1, "B0000001");
        assertThat(bench.post("/good", ada, form).statusCode()).isEqualTo(303);
        assertThat(bench.post("/good", ada, form).statusCode()).isEqualTo(303);
        form.put("reason", "colour");
        assertThat(bench.post("/spoil", ada, form).statusCode()).isEqualTo(303);
        assertThat(bench.station.claims(1))
                .containsOnlyOnce(EventType.GOOD)
                .endsWith(EventType.GOOD);
    }

    @Test
    void lateTapForTheLastCardDoesNotCountForThisOne() throws Exception {
        bench.station.cardOut(1);
        String ada = bench.signIn("ada");
        Map<String, String> first = bench.scanned(ada, 1, "B0000001");
        bench.post("/good", ada, first);
        bench.station.cardOut(2);
        first.put("card", OneStation.code(2).text());
        first.put("blank", "B0000002");
        bench.post("/good", ada, first);
        assertThat(bench.stateOf(2)).isEqualTo(LeaseState.EJECTED);
    }

    @Test
    @Tag("FM-38")
    void anotherCardIsRefused() throws Exception {
        bench.station.cardOut(1);
        String ada = bench.signIn("ada");
        assertThat(bench.post("/good", ada, bench.scanned(ada, 2, "B0000001")).body())
                .contains("This is another card.");
        assertThat(bench.stateOf(1)).isEqualTo(LeaseState.EJECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AMPRO1", "B0000001", "<script>alert(1)</script>"})
    void whatCannotBeReadIsRefused(String scan) throws Exception {
        bench.station.cardOut(1);
        String ada = bench.signIn("ada");
        Map<String, String> form = bench.scanned(ada, 1, "B0000001");
        form.put("card", scan);
        assertThat(bench.post("/good", ada, form).body())
                .contains("could not be read")
                .doesNotContain("<script>alert");
        assertThat(bench.stateOf(1)).isEqualTo(LeaseState.EJECTED);
    }

    @Test
    void blankOfAnEarlierCardIsRefusedForGoodForSpoiledAndInDoubt() throws Exception {
        String ada = bench.signIn("ada");
        bench.station.cardOut(1);
        bench.post("/good", ada, bench.scanned(ada, 1, "B0000001"));
        bench.station.cardOut(2);
        Map<String, String> again = bench.scanned(ada, 2, "B0000001");
        assertThat(bench.post("/good", ada, again).body()).contains(REFUSED_BLANK);
        again.put("reason", "colour");
        assertThat(bench.post("/spoil", ada, again).body()).contains("colour");
        assertThat(bench.stateOf(2)).isEqualTo(LeaseState.EJECTED);
        again.put("blank", "B0000002");
        bench.post("/spoil", ada, again);
        assertThat(bench.station.claims(2)).endsWith(EventType.SPOILED);
        bench.station.cardInDoubt(3);
        Map<String, String> decision = bench.decision(ada, "spoiled", "bea", TouchBench.PIN);
        decision.put("blank", "B0000002");
        assertThat(bench.post("/decide", ada, decision).body())
                .contains("That blank does not belong to this card");
        assertThat(bench.stateOf(3)).isEqualTo(LeaseState.UNKNOWN);
    }

    @Test
    void spoiledNeedsOneOfTheReasons() throws Exception {
        bench.station.cardOut(1);
        String ada = bench.signIn("ada");
        Map<String, String> form = bench.scanned(ada, 1, "B0000001");
        form.put("reason", "bored");
        bench.post("/spoil", ada, form);
        assertThat(bench.stateOf(1)).isEqualTo(LeaseState.EJECTED);
    }

    @Test
    void samePersonTwiceDecidesNothing() throws Exception {
        bench.station.cardInDoubt(1);
        String ada = bench.signIn("ada");
        assertThat(
                        bench.post(
                                        "/decide",
                                        ada,
                                        bench.decision(ada, "not_fed", "ada", TouchBench.PIN))
                                .body())
                .contains("must be somebody else");
        assertThat(bench.stateOf(1)).isEqualTo(LeaseState.UNKNOWN);
    }

    @Test
    void secondPersonNeedsHerPin() throws Exception {
        bench.station.cardInDoubt(1);
        String ada = bench.signIn("ada");
        for (int i = 0; i < 5; i++) {
            assertThat(
                            bench.post(
                                            "/decide",
                                            ada,
                                            bench.decision(ada, "not_fed", "bea", "000000"))
                                    .body())
                    .contains("A PIN is not right");
        }
        assertThat(
                        bench.post(
                                        "/decide",
                                        ada,
                                        bench.decision(ada, "not_fed", "bea", TouchBench.PIN))
                                .body())
                .contains("Too many tries");
        assertThat(bench.stateOf(1)).isEqualTo(LeaseState.UNKNOWN);
    }

    @Test
    void twoPeopleDecideOnceOnFacts() throws Exception {
        bench.station.cardInDoubt(1);
        String ada = bench.signIn("ada");
        Map<String, String> decision = bench.decision(ada, "not_fed", "bea", TouchBench.PIN);
        decision.put("hopper", "many");
        assertThat(bench.post("/decide", ada, decision).body()).contains("count again");
        decision.put("hopper", "12");
        assertThat(bench.post("/decide", ada, decision).statusCode()).isEqualTo(303);
        assertThat(bench.post("/decide", ada, decision).statusCode()).isEqualTo(303);
        assertThat(bench.station.claims(1)).containsOnlyOnce(EventType.ADJUDICATED);
        assertThat(bench.station.events.after(0).getLast().facts().second()).isEqualTo("bea");
    }

    @Test
    void theSecondPersonMayBeAtTheHub() throws Exception {
        bench.station.cardInDoubt(1);
        String ada = bench.signIn("ada");
        Map<String, String> decision = bench.decision(ada, "not_fed", "", "");
        decision.put("second_at", "hub");
        decision.put("hopper", "many");
        assertThat(bench.post("/decide", ada, decision).body())
                .as("her facts are judged all the same")
                .contains("count again");
        decision.put("hopper", "12");
        assertThat(bench.post("/decide", ada, decision).statusCode()).isEqualTo(303);
        assertThat(bench.station.claims(1))
                .containsOnlyOnce(EventType.ANSWERED)
                .doesNotContain(EventType.ADJUDICATED);
        assertThat(bench.stateOf(1)).isEqualTo(LeaseState.UNKNOWN);
        assertThat(bench.get("/", ada).body()).contains("ada: ", "Now a second person");
    }

    @Test
    @Tag("FM-35")
    @Tag("FM-39")
    void twoPeopleAndASupervisorAmongThemSayThatThePrinterWasChanged() throws Exception {
        bench.station.printerChanged(1);
        String ada = bench.signIn("ada");
        assertThat(bench.get("/", ada).body()).contains("The printer was changed");
        assertThat(bench.get("/changed", ada).body()).contains("compare it with the plate");
        assertThat(bench.post("/changed", ada, changed(ada, "ada")).body())
                .contains("must be somebody else");
        assertThat(bench.post("/changed", ada, changed(ada, "bea")).body())
                .contains("must be a supervisor");
        assertThat(bench.stateOf(1)).isEqualTo(LeaseState.LOCKED);
        assertThat(bench.post("/changed", ada, changed(ada, "cleo")).statusCode()).isEqualTo(303);
        assertThat(bench.stateOf(1)).as("asked about next").isEqualTo(LeaseState.UNKNOWN);
        assertThat(bench.station.events.after(0).getLast().facts())
                .isEqualTo(Facts.decided(null, "printer-changed", null, "ada", "cleo"));
        assertThat(bench.get("/changed", ada).statusCode()).as("no lock any more").isEqualTo(303);
    }

    private Map<String, String> changed(String cookie, String second) throws Exception {
        return bench.decision(cookie, "", second, TouchBench.PIN);
    }

    @Test
    void goodInDoubtNeedsTheCardItself() throws Exception {
        bench.station.cardInDoubt(1);
        String ada = bench.signIn("ada");
        Map<String, String> decision = bench.decision(ada, "good", "bea", TouchBench.PIN);
        decision.put("card", OneStation.code(2).text());
        decision.put("blank", "B0000001");
        assertThat(bench.post("/decide", ada, decision).body()).contains("That is another card");
        decision.put("answer", "probably");
        bench.post("/decide", ada, decision);
        assertThat(bench.stateOf(1)).isEqualTo(LeaseState.UNKNOWN);
    }

    @Test
    void everyPageForbidsForeignScriptsAndCaching() throws Exception {
        String ada = bench.signIn("ada");
        for (String path : List.of("/", "/sign-in", "/now")) {
            HttpResponse<String> answer = bench.get(path, ada);
            assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                    .contains("script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2faccounts.json", "accounts.json", "logging.properties", "x.css"})
    void onlyStaticFilesAreServedAsSuch(String name) throws Exception {
        assertThat(bench.get("/static/" + name, "").statusCode()).isEqualTo(404);
    }
}

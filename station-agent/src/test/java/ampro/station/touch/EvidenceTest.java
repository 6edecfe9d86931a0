package ampro.station.touch;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.firmware.wire.Facts;
import ampro.firmware.wire.LeaseState;
import ampro.firmware.wire.Up;
import ampro.station.job.Decision;
import ampro.station.job.OneStation;
import ampro.station.job.PrintEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A card that cannot be scanned as usual, over real HTTP before a real journal.
@Tag("route")
@Timeout(120)
class EvidenceTest {
    private static final String SCAN = "name=\"blank\"";
    private static final String ALSO = "name=\"also\"";
    private static final String TWO = "name=\"two\" value=\"yes\"";
    private static final String UNREAD = "name=\"unread\" value=\"yes\"";

    @TempDir private Path folder;
    private TouchBench bench;
    private String ada;

    @BeforeEach
    void open() throws Exception {
        bench = new TouchBench(folder);
        ada = bench.signIn("ada");
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    @Test
    void aSpoiledCardWhoseNumberCannotBeReadIsToldWithoutIt() throws Exception {
        bench.station.cardOut(1);
        assertThat(bench.get("/spoil", ada).body())
                .contains(SCAN, "href=\"/spoil?unread=yes\"")
                .doesNotContain(UNREAD);
        assertThat(bench.get("/spoil?unread=yes", ada).body())
                .contains(UNREAD, "cannot be read")
                .doesNotContain(SCAN, "href=\"/spoil?unread=yes\"");
        Map<String, String> form = unread();
        form.put("reason", "bored");
        assertThat(bench.post("/spoil", ada, form).body()).as("chosen still").contains(UNREAD);
        assertThat(bench.stateOf(1)).isEqualTo(LeaseState.EJECTED);
        form.put("reason", "damaged");
        assertThat(bench.post("/spoil", ada, form).statusCode()).isEqualTo(303);
        assertLast(EventType.SPOILED, Facts.found(null, "damaged", "ada"));
    }

    @Test
    void aSpoiledCardInDoubtMayBeWithoutItsNumber() throws Exception {
        bench.station.cardInDoubt(1);
        assertThat(bench.get("/decide?answer=spoiled", ada).body())
                .contains(SCAN, "href=\"/decide?answer=spoiled&amp;unread=yes\"");
        assertThat(bench.get("/decide?answer=spoiled&unread=yes", ada).body())
                .contains(UNREAD, "cannot be read")
                .doesNotContain(SCAN);
        Map<String, String> decision = decision("spoiled", Map.of("unread", "yes"));
        decision.put("pin", "000000");
        assertThat(bench.post("/decide", ada, decision).body())
                .contains("A PIN is not right", UNREAD)
                .doesNotContain(SCAN);
        decision.put("pin", TouchBench.PIN);
        assertThat(bench.post("/decide", ada, decision).statusCode()).isEqualTo(303);
        assertLast(
                EventType.ADJUDICATED, Facts.decided(null, "seen-by-two", "spoiled", "ada", "bea"));
        bench.station.cardOut(2);
        assertThat(bench.stateOf(2)).as("the next card comes").isEqualTo(LeaseState.EJECTED);
    }

    @Test
    void anAnswerWithoutANumberIsConfirmedAtTheHub() throws Exception {
        bench.station.cardInDoubt(1);
        Map<String, String> decision = decision("spoiled", Map.of("unread", "yes"));
        decision.put("second_at", "hub");
        assertThat(bench.post("/decide", ada, decision).statusCode()).isEqualTo(303);
        Facts answer = Facts.decided(null, "seen-by-two", "spoiled", "ada", null);
        assertLast(EventType.ANSWERED, answer);
        bench.station.runner.tell(new PrintEvent.Confirmed(OneStation.token(1), answer, "olga"));
        assertLast(EventType.ADJUDICATED, answer.confirmedBy("olga"));
    }

    @Test
    void aGoodCardAlwaysShowsItsNumber() throws Exception {
        bench.station.cardOut(1);
        Map<String, String> good = unread();
        good.put("card", OneStation.code(1).text());
        assertThat(bench.post("/good", ada, good).body())
                .contains("This blank does not belong to this card.");
        good.put("blank", "B0000001");
        bench.post("/good", ada, good);
        bench.station.cardInDoubt(2);
        assertThat(bench.get("/decide?answer=good&unread=yes", ada).body())
                .contains(SCAN)
                .doesNotContain(UNREAD);
        Map<String, String> decision =
                decision("good", Map.of("unread", "yes", "card", OneStation.code(2).text()));
        assertThat(bench.post("/decide", ada, decision).body())
                .contains("That blank does not belong to this card", SCAN);
        assertThat(bench.stateOf(2)).isEqualTo(LeaseState.UNKNOWN);
    }

    @Test
    void whereNoCardCameOutThereIsNoNumberToRead() throws Exception {
        bench.station.cardInDoubt(1);
        assertThat(bench.get("/decide?answer=not_fed&unread=yes", ada).body())
                .contains("name=\"hopper\"")
                .doesNotContain(UNREAD);
        Map<String, String> decision = decision("not_fed", Map.of("unread", "yes"));
        decision.put("hopper", "many");
        assertThat(bench.post("/decide", ada, decision).body()).contains("count again");
    }

    @ParameterizedTest
    @EnumSource
    @Tag("FM-36")
    void theOtherCardOfADoubleFeedIsScannedWhateverBecameOfTheFirst(Decision answer)
            throws Exception {
        bench.station.cardInDoubt(1);
        String address = "/decide?answer=" + answer.code();
        String offer = "href=\"" + address + "&amp;two=yes\"";
        assertThat(bench.get(address, ada).body()).contains(offer).doesNotContain(TWO, ALSO);
        assertThat(bench.get(address + "&two=yes", ada).body())
                .contains(TWO, ALSO, "into the reject box")
                .doesNotContain(offer);
        Map<String, String> decision = decision(answer.code(), scans("B0000001", "B0000002"));
        decision.put("pin", "000000");
        assertThat(bench.post("/decide", ada, decision).body())
                .contains("A PIN is not right", TWO, ALSO);
        decision.put("pin", TouchBench.PIN);
        assertThat(bench.post("/decide", ada, decision).statusCode()).isEqualTo(303);
        boolean isFound = answer != Decision.NOT_FED;
        assertLast(
                EventType.ADJUDICATED,
                Facts.decided(
                                isFound ? "B0000001" : null,
                                isFound ? "seen-by-two" : "hopper-counted-12",
                                answer.code(),
                                "ada",
                                "bea")
                        .also(List.of("B0000002")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "b2", "B0000001", "B0000003"})
    @Tag("FM-36")
    void theOtherCardIsAnotherOneAndNoneOfBefore(String other) throws Exception {
        bench.station.cardOut(1);
        bench.post("/good", ada, bench.scanned(ada, 1, "B0000003"));
        bench.station.cardInDoubt(2);
        assertThat(bench.post("/decide", ada, decision("spoiled", scans("B0000001", other))).body())
                .contains("That blank does not belong to this card", TWO, ALSO);
        assertThat(bench.stateOf(2)).isEqualTo(LeaseState.UNKNOWN);
    }

    @Test
    @Tag("FM-36")
    void theFirstOfTwoCardsMayBeUnreadable() throws Exception {
        bench.station.cardInDoubt(1);
        assertThat(bench.get("/decide?answer=spoiled&two=yes", ada).body())
                .contains("href=\"/decide?answer=spoiled&amp;unread=yes&amp;two=yes\"");
        assertThat(bench.get("/decide?answer=spoiled&unread=yes", ada).body())
                .contains("href=\"/decide?answer=spoiled&amp;unread=yes&amp;two=yes\"");
        assertThat(bench.get("/decide?answer=spoiled&unread=yes&two=yes", ada).body())
                .contains(UNREAD, TWO, ALSO)
                .doesNotContain(SCAN);
        Map<String, String> decision = decision("spoiled", scans("B0000002", "B0000002"));
        decision.put("unread", "yes");
        bench.post("/decide", ada, decision);
        assertLast(
                EventType.ADJUDICATED,
                Facts.decided(null, "seen-by-two", "spoiled", "ada", "bea")
                        .also(List.of("B0000002")));
    }

    @Test
    @Tag("FM-36")
    void whatIsScannedOfAnotherCardCountsOnlyWhereThereIsOne() throws Exception {
        bench.station.cardInDoubt(1);
        Map<String, String> decision = decision("spoiled", scans("B0000001", "B0000002"));
        decision.remove("two");
        bench.post("/decide", ada, decision);
        assertLast(
                EventType.ADJUDICATED,
                Facts.decided("B0000001", "seen-by-two", "spoiled", "ada", "bea"));
    }

    private static Map<String, String> scans(String blank, String also) {
        return Map.of(
                "two", "yes", "card", OneStation.code(1).text(), "blank", blank, "also", also);
    }

    private Map<String, String> unread() throws Exception {
        Map<String, String> form = bench.form(ada);
        form.put("unread", "yes");
        return form;
    }

    private Map<String, String> decision(String answer, Map<String, String> found)
            throws Exception {
        Map<String, String> form =
                new TreeMap<>(bench.decision(ada, answer, "bea", TouchBench.PIN));
        form.putAll(found);
        return form;
    }

    private void assertLast(EventType type, Facts facts) {
        Up.Event last = bench.station.events.after(0).getLast();
        assertThat(last.type()).isEqualTo(type);
        assertThat(last.facts()).isEqualTo(facts);
    }
}

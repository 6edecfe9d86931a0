package ampro.firmware.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What identifies stations, tokens, cards and topics, and the words of states and claims.
@Tag("unit")
class NamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"tnr-01", "ab-99", "a1b2c3d4e5f6g7h8-123"})
    void stationIdsAreSiteAndNumber(String id) {
        assertThat(new StationId(id)).hasToString(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "all",
                "hub",
                "tnr",
                "t-01",
                "tnr-1",
                "tnr-1234",
                "TNR-01",
                "1nr-01",
                "tnr-01\n",
                " tnr-01",
                "tnr/01",
                "tnr-01/#",
                "+",
                "#",
                "t*r-01",
                "t.r-01",
                "tnr_01",
                "a1b2c3d4e5f6g7h8i-01"
            })
    void whatWouldReachOtherTopicsIsNoStation(String id) {
        assertThatIllegalArgumentException().isThrownBy(() -> new StationId(id));
    }

    @Test
    void tokensAreOrderedByTermFirst() {
        List<Token> rising =
                List.of(new Token(1, 0), new Token(1, 9), new Token(2, 0), new Token(2, 1));
        assertThat(rising.reversed().stream().sorted()).isEqualTo(rising);
        assertThat(new Token(1, 900).isBelow(new Token(2, 0))).isTrue();
        assertThat(new Token(2, 1).isBelow(new Token(2, 1))).isFalse();
        assertThat(new Token(3, 17)).hasToString("3.17");
        assertThatIllegalArgumentException().isThrownBy(() -> new Token(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Token(1, -1));
    }

    @Test
    void cardCodesAreReadAsTheyAreWritten() {
        CardCode code = new CardCode("T0100042178", "7K3M9QWETY2345HX");
        assertThat(code.text()).isEqualTo("AMPRO1;T0100042178;7K3M9QWETY2345HX");
        assertThat(CardCode.parse(code.text() + "\r\n")).contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AMPRO1",
                "AMPRO2;T0100042178;7K3M9QWETY2345HX",
                "AMPRO1;T0100042178;7K3M9QWETY2345H",
                "AMPRO1;T0100042178;7K3M9QWETY2345HX;",
                "AMPRO1;T01;7K3M9QWETY2345HX",
                "AMPRO1;t0100042178;7K3M9QWETY2345HX",
                "AMPRO1;T0100042178;7K3M9QWETY2345HX AMPRO1;T0100042178;7K3M9QWETY2345HX"
            })
    void otherSymbolsAreNoCardCodes(String scanned) {
        assertThat(CardCode.parse(scanned)).isEmpty();
    }

    @Test
    void labelCodesAreReadAsTheyAreWritten() {
        LabelCode code = new LabelCode("306141410000000017", "4hK2-_x");
        assertThat(code.text()).isEqualTo("AMPROL1;306141410000000017;4hK2-_x");
        assertThat(LabelCode.parse(" " + code.text() + "\r\n")).contains(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "AMPROL1",
                "AMPRO1;T0100042178;7K3M9QWETY2345HX",
                "AMPROL2;306141410000000017;t",
                "AMPROL1;30614141000000001;t",
                "AMPROL1;306141410000000017;",
                "AMPROL1;306141410000000017;t;u",
                "AMPROL1;306141410000000017;t^"
            })
    void otherSymbolsAreNoLabelCodes(String scanned) {
        assertThat(LabelCode.parse(scanned)).isEmpty();
    }

    @Test
    void labelsAreCheckedAtBirth() {
        assertThatIllegalArgumentException().isThrownBy(() -> label("30614141000000001", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> label("306141410000000017", 6));
        assertThat(label("306141410000000017", 5).to()).hasSize(5);
    }

    private static LabelData label(String sscc, int lines) {
        return new LabelData(
                "L-1", sscc, "AMPRO", Stream.generate(() -> "a").limit(lines).toList(), 1, "t");
    }

    @Test
    void topicsAreReadAsTheyAreMade() {
        StationId station = new StationId("tnr-01");
        assertThat(Topics.up(station, "event")).isEqualTo("ampro/1/station/tnr-01/up/event");
        assertThat(Topics.down(station, "grant")).isEqualTo("ampro/1/station/tnr-01/down/grant");
        assertThat(Topics.state(station)).isEqualTo("ampro/1/station/tnr-01/state");
        assertThat(Topics.queue(station)).isEqualTo("ampro/1/station/tnr-01/queue");
        assertThat(Topics.hubState()).isEqualTo("ampro/1/hub/state");
        assertThat(Topics.parse(Topics.up(station, "event")))
                .contains(new Topics.Address(station, "up", "event"));
        assertThat(Topics.parse(Topics.down(station, "grant")))
                .contains(new Topics.Address(station, "down", "grant"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ampro/1/station/tnr-01/up",
                "ampro/1/station/tnr-01/up/event/x",
                "ampro/1/station/tnr-01/sideways/event",
                "ampro/1/station/all/down/grant",
                "ampro/1/station/+/up/event",
                "ampro/2/station/tnr-01/up/event",
                "ampro/1/hub/tnr-01/up/event",
                "/ampro/1/station/tnr-01/up/event",
                "xampro/1/station/tnr-01/up/event"
            })
    void otherTopicsAreNotRead(String topic) {
        assertThat(Topics.parse(topic)).isEmpty();
    }

    @Test
    void claimsAndStatesAreCalledAsInTheTable() {
        assertThat(EventType.values())
                .extracting(EventType::word)
                .containsExactly(
                        "held",
                        "intent",
                        "bound",
                        "made",
                        "ejected",
                        "good",
                        "spoiled",
                        "unknown",
                        "not_fed",
                        "answered",
                        "adjudicated",
                        "released",
                        "fenced",
                        "locked",
                        "refused",
                        "rebaselined",
                        "label");
        assertThat(LeaseState.values())
                .extracting(LeaseState::word)
                .containsExactly(
                        "held",
                        "intent",
                        "bound",
                        "made",
                        "ejected",
                        "good",
                        "spoiled",
                        "unknown",
                        "released",
                        "fenced",
                        "locked");
    }

    @Test
    void aLeaseIsHeldOrHasThePrinterOrIsSettled() {
        for (LeaseState state : LeaseState.values()) {
            boolean held = state == LeaseState.HELD;
            assertThat(Stream.of(held, state.ownsPrinter(), state.isFinal()).filter(b -> b))
                    .as(state.word())
                    .hasSize(1);
        }
    }

    /// What others act on: no restored disk image may take it back.
    @Test
    void whatOthersActOnIsAClaimThatTheGuardCounts() {
        assertThat(Stream.of(EventType.values()).filter(EventType::isClaim))
                .containsExactly(
                        EventType.INTENT,
                        EventType.MADE,
                        EventType.GOOD,
                        EventType.SPOILED,
                        EventType.NOT_FED,
                        EventType.ADJUDICATED,
                        EventType.RELEASED,
                        EventType.FENCED,
                        EventType.REFUSED);
    }

    @Test
    void onlyABoxWithoutChipWhoseSiteAcceptsNoRiskWaitsForTheHub() {
        assertThat(Stream.of(FeedingRule.values()).filter(FeedingRule::waitsForHub))
                .containsExactly(FeedingRule.ACKNOWLEDGED);
    }

    @Test
    void countersAreCompared() {
        Counters before = new Counters(100, 600);
        assertThat(new Counters(102, 612).fedSince(before)).isEqualTo(2);
        assertThat(new Counters(100, 600).isBelow(before)).isFalse();
        assertThat(new Counters(99, 700).isBelow(before)).isTrue();
        assertThat(new Counters(101, 599).isBelow(before)).isTrue();
    }

    @Test
    void personalDataIsNeverPrintedByAccident() {
        assertThat(new Sensitive<>("RAKOTO, Haja")).hasToString("***");
    }
}

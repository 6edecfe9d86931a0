package ampro.firmware.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The expected sums are Python's hashlib over the canonical text, computed once by hand.
@Tag("contract")
class EventChainTest {

    @Test
    void hashIsTheSumOfTheCanonicalText() throws WireException {
        Up.Event spoiled = (Up.Event) Goldens.read("event", Goldens.tree("event")).body();
        assertThat(EventChain.hash(spoiled))
                .isEqualTo("2788510ad24e059058edd967f919c99bafb89d3b61480f64c61450ed34133f83");
    }

    @Test
    void absentPartsAreLeftOut() {
        Up.Event first =
                new Up.Event(
                        1,
                        EventChain.START,
                        "2026-11-22T09:00:00Z",
                        3,
                        EventType.HELD,
                        "J-17",
                        new Token(3, 4711),
                        Facts.NONE);
        assertThat(Wire.writeBody(first))
                .isEqualTo(
                        "{\"at\":\"2026-11-22T09:00:00Z\",\"facts\":{},\"job\":\"J-17\",\"prev\":\""
                                + "0".repeat(64)
                                + "\",\"seq\":1,\"token\":{\"n\":4711,\"term\":3},"
                                + "\"type\":\"held\",\"up\":3.0}");
        assertThat(EventChain.hash(first))
                .isEqualTo("e494302b4bc5e60069b54b27c66a54a1a92774dd69c1045966106a49464ef73c");
    }

    @Test
    void sumOfNothingIsTheStandardsOwn() {
        assertThat(EventChain.sha256(""))
                .as("FIPS 180-4, the empty message")
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(EventChain.sha256("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void everyPartIsCovered() throws WireException {
        Up.Event event = (Up.Event) Goldens.read("event", Goldens.tree("event")).body();
        Goldens.places(Goldens.tree("event")).keySet().stream()
                .filter(path -> path.startsWith("body."))
                .filter(path -> Goldens.isOptional("event", path))
                .forEach(path -> {
                    var without = Goldens.tree("event");
                    Goldens.place(without, path).remove();
                    try {
                        Up.Event other = (Up.Event) Goldens.read("event", without).body();
                        assertThat(EventChain.hash(other))
                                .as("without " + path)
                                .isNotEqualTo(EventChain.hash(event));
                    } catch (WireException e) {
                        throw new AssertionError(e);
                    }
                });
    }
}

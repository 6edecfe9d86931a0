package ampro.proof.network;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The small bound of `prove network`: each fault on what the others have left, on one station.
/// After each, nothing is lost, nothing is printed twice and the book agrees with the trays.
@Tag("proof")
@Timeout(400)
class NetworkTest {
    @TempDir private static Path folder;
    private static Wire wire;

    @BeforeAll
    static void open() throws Exception {
        wire = new Wire(folder, null, NetworkProof.FLAPS_FULL);
    }

    @AfterAll
    static void close() throws Exception {
        wire.close();
    }

    @Test
    @Tag("FM-05")
    void brokerThatForgetsEverythingLosesNothing() throws Exception {
        happens(NetworkScenario.BROKER_FORGETS);
    }

    @Test
    @Tag("FM-06")
    void claimWhosePubackIsLostIsTakenOnce() throws Exception {
        happens(NetworkScenario.RESET_BEFORE_PUBACK);
    }

    @Test
    @Tag("FM-08")
    void nothingIsFedWhilePublishesGoNowhere() throws Exception {
        happens(NetworkScenario.BLACK_HOLE);
    }

    @Test
    @Tag("FM-40")
    void partitionIsMerged() throws Exception {
        happens(NetworkScenario.PARTITION);
    }

    @Test
    @Tag("FM-40")
    void halfOpenConnectionIsGivenUp() throws Exception {
        happens(NetworkScenario.HALF_OPEN);
    }

    @Test
    @Tag("FM-40")
    void slowLineCarriesEverything() throws Exception {
        happens(NetworkScenario.SLOW);
    }

    @Test
    @Tag("FM-08")
    @EnabledIfSystemProperty(named = "ampro.full", matches = "true")
    void nothingIsFedWhilePublishesAreRefused() throws Exception {
        happens(NetworkScenario.REFUSED_PUBLISHES);
    }

    @Test
    @Tag("FM-41")
    @EnabledIfSystemProperty(named = "ampro.full", matches = "true")
    void lineThatFlapsMakesNoStorm() throws Exception {
        happens(NetworkScenario.FLAPPING);
    }

    @Test
    @Tag("FM-06")
    @EnabledIfSystemProperty(named = "ampro.full", matches = "true")
    void halfAPacketIsNotBelieved() throws Exception {
        happens(NetworkScenario.CUT_IN_A_PACKET);
    }

    /// The second time a claim's topic has an alias, which no other connection knows.
    @Test
    @Tag("FM-06")
    @EnabledIfSystemProperty(named = "ampro.full", matches = "true")
    void anotherBrokerTakesWhatIsSaidAgain(@TempDir Path other) throws Exception {
        try (Mosquitto outside = new Mosquitto(other.resolve("mosquitto"));
                Wire there = new Wire(other.resolve("site"), outside, NetworkProof.FLAPS_FULL)) {
            for (int time = 0; time < 2; time++) {
                NetworkScenario.RESET_BEFORE_PUBACK.happen(there);
                there.site().assertWhole();
            }
        }
    }

    private static void happens(NetworkScenario scenario) throws Exception {
        System.out.println("network: " + scenario.happen(wire));
        wire.site().assertWhole();
    }
}

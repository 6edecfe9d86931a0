package ampro.proof.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ampro.hub.demo.PrintingSite;
import java.time.Duration;
import java.util.List;

/// What goes wrong between the station and its broker while cards are ordered and printed.
enum NetworkScenario {
    BROKER_FORGETS("05", "the broker loses every session") {
        @Override
        String happen(Wire wire) throws Exception {
            wire.site().order(1);
            wire.site().forgetBroker();
            wire.proxy().leadTo(wire.site().broker());
            wire.proxy().reset();
            wire.finish();
            return "rebuilt by hello and welcome";
        }
    },
    RESET_BEFORE_PUBACK("06", "reset between PUBLISH and PUBACK") {
        @Override
        String happen(Wire wire) throws Exception {
            wire.proxy().resetAtNextPuback();
            int before = wire.proxy().connects();
            wire.site().order(1);
            wire.finish();
            assertThat(wire.proxy().connects()).isGreaterThan(before);
            return "sent again, taken once";
        }
    },
    BROKER_KILLED("06", "broker killed while claims come") {
        @Override
        String happen(Wire wire) throws Exception {
            wire.site().order(1);
            wire.until("a card to be begun", () -> !wire.begun().isEmpty());
            wire.site().killBroker();
            wire.proxy().reset();
            wire.finish();
            return "sent again, taken once";
        }
    },
    BLACK_HOLE("08", "publishes go nowhere") {
        @Override
        String happen(Wire wire) throws Exception {
            wire.proxy().swallow();
            wire.site().order(1);
            wire.until("something to be swallowed", () -> wire.proxy().swallowedBytes() > 0);
            wire.assertNothingNewIsFed();
            wire.proxy().heal();
            wire.finish();
            return "nothing was fed, then all";
        }
    },
    REFUSED_PUBLISHES("08", "publishes are refused for want of room") {
        @Override
        String happen(Wire wire) throws Exception {
            wire.proxy().refusePublishes();
            wire.site().order(1);
            wire.until("a refused claim", () -> wire.proxy().refusedPublishes() > 0);
            wire.assertNothingNewIsFed();
            wire.proxy().heal();
            wire.finish();
            return "nothing was fed, then all";
        }
    },
    PARTITION("40", "partition while a card is in the printer, then merge") {
        @Override
        String happen(Wire wire) throws Exception {
            wire.site().order(2);
            wire.until("a card to be begun", () -> !wire.begun().isEmpty());
            wire.proxy().partition();
            long completed = wire.site().completed();
            wire.workFor(Duration.ofSeconds(3));
            assertThat(wire.site().completed()).isEqualTo(completed);
            wire.proxy().heal();
            wire.finish();
            return "merged";
        }
    },
    FLAPPING("41", "the line flaps once a second") {
        @Override
        String happen(Wire wire) throws Exception {
            wire.site().order(1);
            int before = wire.proxy().connects();
            for (int i = 0; i < wire.flaps(); i++) {
                wire.workFor(Duration.ofSeconds(1));
                wire.proxy().reset();
            }
            int tries = wire.proxy().connects() - before;
            assertThat(tries).as("tries in " + wire.flaps() + " s").isLessThanOrEqualTo(10);
            wire.finish();
            return tries + " connects in " + wire.flaps() + " s";
        }
    },
    HALF_OPEN("40", "the connection is half open: the keep-alive finds it") {
        @Override
        String happen(Wire wire) throws Exception {
            int before = wire.proxy().connects();
            wire.proxy().swallow();
            wire.until("a new connection", () -> wire.proxy().connects() > before);
            wire.proxy().heal();
            wire.site().order(1);
            wire.finish();
            return "given up by itself";
        }
    },
    SLOW("40", "a slow line: 300 ms later, 4 KiB/s") {
        @Override
        String happen(Wire wire) throws Exception {
            wire.proxy().slow(Duration.ofMillis(300), 4_096);
            wire.site().order(1);
            wire.finish();
            wire.proxy().heal();
            return "slow, and whole";
        }
    },
    CUT_IN_A_PACKET("06", "cut in the middle of a packet, three times") {
        @Override
        String happen(Wire wire) throws Exception {
            wire.site().order(1);
            for (long bytes : List.of(100L, 700L, 1_500L)) {
                wire.proxy().resetAfter(bytes);
                wire.workFor(Duration.ofSeconds(2));
            }
            wire.proxy().heal();
            wire.finish();
            return "nothing of half a packet was believed";
        }
    };

    final String row;
    final String words;

    NetworkScenario(String row, String words) {
        this.row = row;
        this.words = words;
    }

    /// Ends when every card that was ordered is completed; what is whole then is judged outside.
    abstract String happen(Wire wire) throws Exception;

    static void awaitThat(String what, Duration most, PrintingSite.Check check) {
        await(what).atMost(most).pollInterval(Duration.ofMillis(50)).until(check::isSo);
    }
}

package ampro.hub.custody;

import static ampro.hub.custody.Correspondence.hash;
import static ampro.hub.custody.Correspondence.journal;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.Down;
import ampro.firmware.wire.Up;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Whatever order events come in, however often, and whatever is lost on the way until it is asked
/// for: a journal is applied once, in its order.
@Tag("unit")
class ProtocolOrderTest {

    @Test
    void everyOrderOfAShortJournalIsAppliedInItsOwn() {
        List<Up.Event> journal = journal(5);
        permutations(journal)
                .forEach(order -> {
                    Correspondence hub = Correspondence.after(List.of());
                    hub.take(order);
                    assertApplied(hub, journal, order.toString());
                });
    }

    @Test
    void everyOrderWithOneEventTwiceIsAppliedOnce() {
        List<Up.Event> journal = journal(4);
        for (Up.Event twice : journal) {
            List<Up.Event> all = new ArrayList<>(journal);
            all.add(twice);
            permutations(all)
                    .forEach(order -> {
                        Correspondence hub = Correspondence.after(List.of());
                        hub.take(order);
                        assertApplied(hub, journal, order.toString());
                    });
        }
    }

    @Test
    void aLongJournalComesThroughANetworkThatLosesRepeatsAndReorders() {
        long first = 20261122;
        for (long seed = first; seed < first + 300; seed++) {
            throughABadNetwork(new Random(seed), "seed " + seed);
        }
    }

    /// The station sends what it is asked for, and by itself what is not acknowledged.
    private static void throughABadNetwork(Random random, String seed) {
        List<Up.Event> journal = journal(1 + random.nextInt(30));
        Correspondence hub = Correspondence.after(List.of());
        List<Up.Event> inTheAir = new ArrayList<>(journal);
        int answered = 0;
        for (int round = 0; hub.peer().acked().seq() < journal.size(); round++) {
            assertThat(round).as("it ends, %s", seed).isLessThan(10_000);
            if (inTheAir.isEmpty()) {
                inTheAir.addAll(journal.subList((int) hub.peer().acked().seq(), journal.size()));
            }
            int at = random.nextInt(inTheAir.size());
            Up.Event event = random.nextInt(4) == 0 ? inTheAir.get(at) : inTheAir.remove(at);
            if (random.nextInt(3) > 0) {
                hub.take(event);
            }
            for (Down said : hub.sent().subList(answered, hub.sent().size())) {
                answered++;
                if (said instanceof Down.Resend(long from) && random.nextBoolean()) {
                    inTheAir.addAll(journal.subList((int) from - 1, journal.size()));
                }
            }
        }
        hub.take(inTheAir);
        assertApplied(hub, journal, seed);
    }

    private static void assertApplied(Correspondence hub, List<Up.Event> journal, String how) {
        assertThat(hub.applied())
                .as(how)
                .isEqualTo(LongStream.rangeClosed(1, journal.size()).boxed().toList());
        assertThat(hub.peer().acked())
                .as(how)
                .isEqualTo(new Peer.Head(journal.size(), hash(journal)));
        assertThat(hub.alerts()).as(how).isEmpty();
        List<Long> acked =
                hub.sent().stream()
                        .filter(Down.Ack.class::isInstance)
                        .map(ack -> ((Down.Ack) ack).seq())
                        .toList();
        assertThat(acked).as("what is acknowledged stays so, %s", how).isSorted();
        assertThat(acked.getLast()).as(how).isEqualTo(journal.size());
    }

    private static List<List<Up.Event>> permutations(List<Up.Event> events) {
        if (events.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Up.Event>> all = new ArrayList<>();
        for (int first = 0; first < events.size(); first++) {
            List<Up.Event> others = new ArrayList<>(events);
            Up.Event chosen = others.remove(first);
            for (List<Up.Event> rest : permutations(others)) {
                List<Up.Event> order = new ArrayList<>(List.of(chosen));
                order.addAll(rest);
                all.add(Collections.unmodifiableList(order));
            }
        }
        return all;
    }
}

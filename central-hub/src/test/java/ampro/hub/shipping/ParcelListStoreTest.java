package ampro.hub.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.EventType;
import ampro.hub.Bench;
import ampro.hub.Box;
import ampro.hub.custody.Job;
import ampro.hub.staff.Role;
import ampro.hub.store.Dialect;
import ampro.hub.store.OnBothDatabases;
import ampro.hub.web.Actor;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("store")
@OnBothDatabases
class ParcelListStoreTest {
    private static final Actor SENDER = Bench.person("naina", Role.SHIPPING);

    private final Bench bench;

    ParcelListStoreTest(Dialect dialect, @TempDir Path folder) {
        bench = new Bench(dialect, folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void whatIsPrintedWaitsForItsParcelAndIsThenListedWithItsNewestLabel() {
        Box box = bench.box("tnr-01", 3);
        String card = print(box);
        assertThat(unpacked()).containsExactly(new ParcelListStore.Unpacked(Bench.SITE, 1));

        String sscc = bench.parcels.pack(Bench.SITE, SENDER).orThrow().sscc();
        assertThat(unpacked()).isEmpty();
        assertListed(sscc, null, null);
        bench.labels.ask(sscc, box.id(), SENDER).orThrow();
        bench.labels.ask(sscc, box.id(), SENDER).orThrow();
        assertListed(sscc, "asked", Bench.SITE);
        Optional<ParcelStore.Row> parcel =
                bench.database.read(handle -> ParcelStore.ofCard(handle, card));
        assertThat(parcel).map(ParcelStore.Row::sscc).contains(sscc);
        assertThat(inTransit(null)).isEmpty();
        assertThat(inTransit("TMM")).isEmpty();
    }

    private List<ParcelListStore.Unpacked> unpacked() {
        return bench.database.read(ParcelListStore::unpacked);
    }

    private List<ParcelStore.Row> inTransit(@Nullable String site) {
        return bench.database.read(handle -> ParcelStore.inTransit(handle, site));
    }

    private void assertListed(String sscc, @Nullable String label, @Nullable String from) {
        List<ParcelListStore.Listed> listed =
                bench.database.read(handle -> ParcelListStore.list(handle, 10));
        long now = bench.now().toEpochMilli();
        assertThat(listed)
                .containsExactly(
                        new ParcelListStore.Listed(
                                sscc, Bench.SITE, "pending", now, 1, label, from));
    }

    private String print(Box box) {
        Job queued = bench.queued();
        bench.grants.grantAll();
        Job job = bench.job(queued);
        bench.take(box.claim(EventType.INTENT, job));
        bench.take(box.claim(EventType.EJECTED, job));
        bench.take(box.claim(EventType.GOOD, job, Box.blank("tnr-01-2")));
        return Objects.requireNonNull(job.lease()).card();
    }
}

package ampro.hub.web;

import static org.assertj.core.api.Assertions.assertThat;

import ampro.hub.PrintedByHand;
import ampro.hub.RunningHub;
import ampro.hub.store.Database;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who is served the words of a parcel label by the running hub.
@Tag("route")
class LabelDataTest {
    @Test
    void aLabelsDataIsServedOnlyToItsStation(@TempDir Path temp) throws Exception {
        try (RunningHub running = new RunningHub(temp)) {
            URI hub = running.hub.address();
            Caller station = Caller.basic(hub, "tnr-01", running.station("tnr-01").secret());
            Caller other = Caller.basic(hub, "tnr-02", running.station("tnr-02").secret());
            Caller shipping = Caller.bearer(hub, running.token("shipping"));
            Caller manager = Caller.bearer(hub, running.token("manager"));
            String sscc = packed(running, manager, shipping, temp);
            String labelling = "/api/v1/parcels/" + sscc + "/label";
            Map<String, String> asking = Map.of("station", "tnr-01");
            assertThat(shipping.post(labelling, Map.of("station", "tnr-99")).status())
                    .as("no such station")
                    .isEqualTo(404);
            assertThat(shipping.post(labelling, asking).status()).isEqualTo(200);
            String label = "/api/v1/labels/" + token(temp);
            Caller.Answer data = station.get(label);
            assertThat(data.status()).isEqualTo(200);
            assertThat(data.body().path("sscc").asText()).isEqualTo(sscc);
            assertThat(other.get(label).status()).as("another station").isEqualTo(403);
            assertThat(shipping.get(label).status()).as("staff").isEqualTo(403);
            assertThat(new Caller(hub, null).get(label).status()).as("nobody").isEqualTo(401);
            assertThat(station.get(label + "x").status()).as("another label").isEqualTo(403);
            shipping.post(labelling, asking);
            assertThat(station.get(label).status()).as("it was replaced").isEqualTo(403);
        }
    }

    private static String packed(RunningHub running, Caller manager, Caller shipping, Path temp)
            throws Exception {
        String id = running.enter(0);
        String address = "/api/v1/applications/" + id;
        manager.post(address + "/review");
        for (String subject : List.of("documents", "medical", "payment")) {
            manager.post(address + "/verify", Map.of("subject", subject, "reference", "seen"));
        }
        manager.post(address + "/approve");
        manager.post(address + "/queue");
        try (PrintedByHand hand = new PrintedByHand(temp)) {
            hand.print(id);
        }
        String site = manager.get(address).body().path("site").asText();
        return shipping.post("/api/v1/parcels", Map.of("site", site)).body().path("sscc").asText();
    }

    private static String token(Path temp) {
        try (Database database = Database.sqlite(temp.resolve("hub.db"))) {
            return database.read(handle ->
                    handle.createQuery("select token from label").mapTo(String.class).one());
        }
    }
}

package ampro.hub.collection;

import static ampro.hub.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;

import ampro.firmware.wire.CardCode;
import ampro.hub.Browser;
import ampro.hub.PrintedByHand;
import ampro.hub.RunningHub;
import ampro.hub.card.LicenceNumber;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the printed card to the hand of its holder, page by page.
@Tag("route")
class WayToTheHolderTest {
    @TempDir private Path data;

    @Test
    void printedCardsArePackedSentReceivedAndHandedOver() throws Exception {
        try (RunningHub running = new RunningHub(data);
                PrintedByHand printer = new PrintedByHand(data)) {
            String site = "TNR";
            List<String> ids = queued(running, site, 2);
            CardCode first = printer.print(ids.get(0));
            CardCode second = printer.print(ids.get(1));
            printer.open("tnr-01");
            Browser manager = running.signedIn("manager");
            assertThat(manager.get("/jobs?state=completed").body()).contains(ids);
            assertThat(manager.get("/blanks").body()).contains("The books balance");

            Browser shipping = running.signedIn("shipping");
            String parcel = location(shipping.submit("/parcels", "/parcels", Map.of()));
            assertThat(parcel).matches("/parcels/[0-9]{18}");
            String sscc = parcel.substring("/parcels/".length());
            assertThat(shipping.get(parcel).body())
                    .contains("being packed", printed(first))
                    .doesNotContain("/dispatch\"");
            follow(shipping, parcel, "/label", Map.of("station", "tnr-01"));
            String label = printer.printLabel(sscc);
            follow(shipping, parcel, "/dispatch", Map.of());
            assertThat(location(shipping.get("/applications?q=" + label.replace(";", "%3B"))))
                    .as("a scanned label")
                    .isEqualTo(parcel);

            Browser collection = running.signedIn("collection");
            HttpResponse<String> withoutLabel =
                    collection.submit(parcel, parcel + "/receive", Map.of("scanned", first.text()));
            assertThat(withoutLabel.statusCode()).isEqualTo(400);
            follow(
                    collection,
                    parcel,
                    "/receive",
                    Map.of("scanned", label + "\n" + first.text() + "\nSOMETHING ELSE\n"));
            assertThat(collection.get(parcel).body())
                    .contains("Scan and manifest differ", "1 missing", "1 unexpected")
                    .contains("SOMETHING ELSE", printed(second));

            handOver(collection, first, ids.get(0));
            assertThat(collection.get(scan(second)).statusCode())
                    .as("a card that did not arrive")
                    .isEqualTo(409);
            assertThat(collection.get("/hand-over?scan=nonsense").statusCode()).isEqualTo(400);
            assertThat(manager.get("/applications/" + ids.get(0)).body())
                    .contains("completed", parcel, "7K3M 9QWE");
        }
    }

    private static void handOver(Browser collection, CardCode card, String application)
            throws IOException, InterruptedException {
        String page = collection.get(scan(card)).body();
        assertThat(page).contains(application, "/card/front.png", "1 card on the shelf");
        Map<String, String> seen =
                Map.of("document", "passport", "document_number", "P123", "compared", "yes");
        Map<String, String> unseen = Map.of("document", "passport", "document_number", "P123");
        Map<String, String> form = Browser.fields(page, scan(card), unseen);
        assertThat(collection.post(scan(card), form).statusCode()).isEqualTo(400);
        HttpResponse<String> done =
                collection.post(scan(card), Browser.fields(page, scan(card), seen));
        assertThat(location(done)).isEqualTo("/hand-over?done=" + application);
        assertThat(collection.get(location(done)).body())
                .contains("Application " + application + " is completed", "no cards on the shelf");
    }

    private static String printed(CardCode card) {
        return new LicenceNumber(card.licence()).printed();
    }

    private static String scan(CardCode card) {
        return "/hand-over?scan=" + card.text().replace(";", "%3B");
    }

    /// Applications of this site whose cards wait to be printed.
    private static List<String> queued(RunningHub running, String site, int count)
            throws IOException, InterruptedException {
        Browser officer = running.signedIn(RunningHub.OTHER_OFFICER);
        Browser manager = running.signedIn("manager");
        List<String> ids = running.enterFor(site, count);
        for (String id : ids) {
            String page = "/applications/" + id;
            follow(officer, page, "/start-review", Map.of());
            for (String subject : List.of("documents", "medical", "payment")) {
                follow(officer, page, "/verify-" + subject, Map.of("reference", "seen"));
            }
            follow(manager, page, "/approve", Map.of());
            follow(manager, page, "/queue", Map.of("priority", "1"));
        }
        return ids;
    }

    private static void follow(
            Browser browser, String page, String action, Map<String, String> typed)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = browser.submit(page, page + action, typed);
        assertThat(answer.statusCode()).as(action + ": " + answer.body()).isEqualTo(303);
        assertThat(location(answer)).isEqualTo(page);
    }
}

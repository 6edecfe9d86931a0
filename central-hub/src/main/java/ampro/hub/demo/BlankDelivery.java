package ampro.hub.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/// One delivery of blanks, numbered from 1: received, put into the vault, and a box of it brought
/// to each station, the first station's first.
final class BlankDelivery {
    private final Api manager;
    private final int each;

    /// `each` blanks go to every station.
    BlankDelivery(Api manager, int each) {
        this.manager = manager;
        this.each = each;
    }

    /// Each station's stock, of which its feeder is filled.
    Map<String, BlankStock> bring(Map<String, Box> boxes) throws IOException, InterruptedException {
        List<String> all = List.of(range(1, each * boxes.size()));
        post("/api/v1/ledger/receive", Map.of("serials", all, "note", "delivery note 1"));
        post("/api/v1/ledger/store", Map.of("place", "central", "serials", all));
        Map<String, BlankStock> stocks = new LinkedHashMap<>();
        int first = 1;
        for (String station : boxes.keySet()) {
            send(station, range(first, first + each - 1));
            BlankStock stock =
                    new BlankStock(
                            station,
                            Objects.requireNonNull(boxes.get(station)),
                            manager,
                            IntStream.range(first, first + each)
                                    .mapToObj(BlankDelivery::serial)
                                    .toList());
            stock.refill();
            stocks.put(station, stock);
            first += each;
        }
        return stocks;
    }

    /// What is sent has arrived when it was counted.
    private void send(String station, String box) throws IOException, InterruptedException {
        JsonNode transfer =
                post(
                        "/api/v1/transfers",
                        Map.of("from", "central", "to", station, "serials", List.of(box)));
        post(
                "/api/v1/transfers/" + transfer.path("id").asText() + "/arrival",
                Map.of("counted", each));
    }

    private JsonNode post(String path, Map<String, Object> body)
            throws IOException, InterruptedException {
        return manager.post(path, body).orThrow();
    }

    private static String range(int first, int last) {
        return serial(first) + ".." + serial(last);
    }

    private static String serial(int number) {
        return "B%07d".formatted(number);
    }
}

package ampro.hub.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Two of the simulated staff: a spoiled card is destroyed in front of both and then printed again,
/// each time asked for by the one and confirmed by the other.
final class Reprints {
    private final Api asks;
    private final Api confirms;
    private final Office.Break between;

    Reprints(Api asks, Api confirms, Office.Break between) {
        this.asks = asks;
        this.confirms = confirms;
        this.between = between;
    }

    /// Has this job's card printed again if it is spoiled and its blank known; says what was done.
    Optional<String> replace(JsonNode job) throws IOException, InterruptedException {
        if (!job.path("status").asText().equals("failed") || !job.has("blank")) {
            return Optional.empty();
        }
        String id = job.path("id").asText();
        String blank = job.path("blank").asText();
        two(
                "/api/v1/ledger/destroy",
                Map.of(
                        "place", job.path("station").asText(),
                        "serials", List.of(blank),
                        "reason", "cut in two, both halves counted"),
                "/api/v1/ledger/requests/%s/confirm");
        boolean isOrdered =
                two(
                        "/api/v1/jobs/%s/reprint".formatted(id),
                        Map.of("reason", "its card is destroyed"),
                        "/api/v1/second-person/%s/approve");
        return isOrdered
                ? Optional.of(
                        "%s: two people destroyed blank %s, the card is printed again"
                                .formatted(id, blank))
                : Optional.empty();
    }

    /// Whether it was done; it is refused where somebody who watches has begun it by hand.
    private boolean two(String asking, Map<String, ?> body, String confirming)
            throws IOException, InterruptedException {
        Api.Answer asked = asks.post(asking, body);
        if (!asked.ok()) {
            return false;
        }
        between.take();
        String id = asked.body().path("id").asText();
        boolean isConfirmed = confirms.post(confirming.formatted(id), Map.of()).ok();
        between.take();
        return isConfirmed;
    }
}

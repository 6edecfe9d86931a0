package ampro.station.hardware.simulated;

import ampro.station.hardware.simulated.Physical.Card;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A person's hands and eyes at the box, over HTTP on loopback: look at everything, load blanks,
/// take cards, open the cover, pull a cable. Refusals are what cannot be done physically. One
/// thread: a box has room for one pair of hands.
final class Hands implements AutoCloseable {
    /// What fits into the feeder of this class of printers.
    static final int HOPPER_MAX = 100;

    /// A hundred blank numbers with room to spare.
    private static final int BODY_BYTES_MAX = 16_384;

    private static final Pattern BLANK = Pattern.compile("[A-Za-z0-9-]{1,32}");

    /// Not physically possible right now.
    private static final class Impossible extends RuntimeException {
        private static final long serialVersionUID = 1;

        Impossible(String why) {
            super(why);
        }
    }

    @FunctionalInterface
    private interface Deed {
        void by(JsonNode body) throws IOException;
    }

    private final SimulatedDevices devices;
    private final Runnable portsChanged;
    private final HttpServer server;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("hands").factory());
    private final Map<String, Deed> deeds =
            Map.ofEntries(
                    Map.entry("/hopper", this::load),
                    Map.entry("/ribbon", this::newRibbon),
                    Map.entry("/tray/take", b -> carry(b, box -> box.tray, box -> box.taken)),
                    Map.entry("/tray/to-reject", b -> carry(b, box -> box.tray, box -> box.reject)),
                    Map.entry("/reject/take", b -> carry(b, box -> box.reject, box -> box.taken)),
                    Map.entry("/inside/take", this::takeInside),
                    Map.entry("/cover", this::cover),
                    Map.entry("/board", this::newBoard),
                    Map.entry("/media", b -> devices().labelPrinter().loadMedia()),
                    Map.entry("/power-cycle", this::powerCycle),
                    Map.entry("/plug", this::plug),
                    Map.entry("/fault", this::fault));

    /// @param portsChanged told after a cable was put back: it has another path now
    Hands(SimulatedDevices devices, Runnable portsChanged) throws IOException {
        this.devices = devices;
        this.portsChanged = portsChanged;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(thread);
        server.createContext("/", this::serve);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private SimulatedDevices devices() {
        return devices;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            answer(exchange);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            String path = exchange.getRequestURI().getPath();
            Deed deed = deeds.get(path);
            boolean looks = path.equals("/truth");
            if (deed == null && !looks) {
                reply(exchange, 404, error("there is no " + path));
            } else if (!exchange.getRequestMethod().equals(looks ? "GET" : "POST")) {
                reply(exchange, 405, error((looks ? "GET " : "POST ") + path));
            } else {
                if (deed != null) {
                    deed.by(body(exchange));
                }
                reply(exchange, 200, devices.truth().json());
            }
        } catch (JsonProcessingException e) {
            reply(exchange, 400, error("not JSON: " + e.getOriginalMessage()));
        } catch (IllegalArgumentException e) {
            reply(exchange, 400, error(String.valueOf(e.getMessage())));
        } catch (Impossible e) {
            reply(exchange, 409, error(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            reply(exchange, 500, error(e.toString()));
        }
    }

    private static JsonNode body(HttpExchange exchange) throws IOException {
        byte[] bytes = exchange.getRequestBody().readNBytes(BODY_BYTES_MAX + 1);
        if (bytes.length > BODY_BYTES_MAX) {
            throw new IllegalArgumentException("more than " + BODY_BYTES_MAX + " bytes");
        }
        JsonNode body = Truth.JSON.readTree(bytes.length == 0 ? new byte[] {'{', '}'} : bytes);
        if (!body.isObject()) {
            throw new IllegalArgumentException("the body is an object");
        }
        return body;
    }

    private void load(JsonNode body) {
        List<String> blanks = new ArrayList<>();
        body.path("blanks").forEach(blank -> blanks.add(blank.asText()));
        if (blanks.isEmpty() || !blanks.stream().allMatch(b -> BLANK.matcher(b).matches())) {
            throw new IllegalArgumentException("blanks: a list of numbers like B0000001");
        }
        if (blanks.stream().distinct().count() < blanks.size()) {
            throw new IllegalArgumentException("a blank is named twice");
        }
        devices.mechanism()
                .touched(box -> {
                    if (box.hopper.size() + blanks.size() > HOPPER_MAX) {
                        throw new Impossible("the feeder takes " + HOPPER_MAX);
                    }
                    blanks.stream()
                            .filter(box::knows)
                            .findFirst()
                            .ifPresent(b -> {
                                throw new Impossible(b + " is already here");
                            });
                    box.hopper.addAll(blanks);
                    box.cardPrinter.feederBlocked = false;
                });
    }

    private void newRibbon(JsonNode body) {
        int sets = body.path("sets").asInt(Truth.RIBBON_SETS);
        if (sets < 0 || sets > Truth.RIBBON_SETS) {
            throw new IllegalArgumentException("sets: 0 to " + Truth.RIBBON_SETS);
        }
        devices.mechanism()
                .touched(box -> {
                    box.endRibbon();
                    box.cardPrinter.ribbonLeft = sets;
                });
    }

    private void carry(
            JsonNode body, Function<Physical, List<Card>> from, Function<Physical, List<Card>> to) {
        String blank = body.path("blank").asText();
        devices.mechanism()
                .touched(box -> {
                    Card card =
                            from.apply(box).stream()
                                    .filter(c -> c.blank.equals(blank))
                                    .findFirst()
                                    .orElseThrow(() ->
                                            new Impossible(
                                                    "no card with blank '" + blank + "' there"));
                    from.apply(box).remove(card);
                    to.apply(box).add(card);
                });
    }

    private void takeInside(JsonNode body) {
        if (!devices.mechanism().clearPath()) {
            throw new Impossible("nothing is inside, or it is closed and not jammed");
        }
    }

    private void cover(JsonNode body) {
        JsonNode open = body.path("open");
        if (!open.isBoolean()) {
            throw new IllegalArgumentException("open: true or false");
        }
        devices.mechanism().touched(box -> box.cardPrinter.coverOpen = open.asBoolean());
    }

    /// The card printer's board is changed: the new one counts from nothing.
    private void newBoard(JsonNode body) {
        devices.mechanism()
                .touched(box -> {
                    box.cardPrinter.cardsInsertedBefore += box.cardPrinter.cardsInserted;
                    box.cardPrinter.cardsInserted = 0;
                    box.cardPrinter.panelsPrinted = 0;
                });
        devices.cardPrinter().powerCycle(false);
    }

    private void powerCycle(JsonNode body) {
        if (device(body).equals("label")) {
            devices.labelPrinter().powerCycle();
        } else {
            devices.cardPrinter().powerCycle(body.path("ejects").asBoolean(false));
        }
    }

    private void plug(JsonNode body) {
        boolean label = device(body).equals("label");
        (label ? devices.labelPrinter().line() : devices.cardPrinter().line()).plug();
        portsChanged.run();
    }

    private void fault(JsonNode body) {
        devices.strike(FaultRule.parse(body.path("rule").asText()));
    }

    private static String device(JsonNode body) {
        String device = body.path("device").asText("card");
        if (!device.equals("card") && !device.equals("label")) {
            throw new IllegalArgumentException("device: card or label");
        }
        return device;
    }

    private static byte[] error(String message) throws IOException {
        return Truth.JSON.writeValueAsBytes(Map.of("error", message));
    }

    private static void reply(HttpExchange exchange, int status, byte[] json) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }

    @Override
    public void close() {
        server.stop(0);
        thread.shutdownNow();
    }
}

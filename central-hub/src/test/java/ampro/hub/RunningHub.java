package ampro.hub;

import ampro.firmware.settings.HubSettings;
import ampro.firmware.settings.Settings;
import ampro.firmware.wire.StationId;
import ampro.hub.demo.SampleApplication;
import ampro.hub.demo.SamplePeople;
import ampro.hub.staff.Role;
import ampro.hub.station.Stations;
import ampro.hub.web.Actor;
import ampro.hub.web.Json;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A whole hub on free ports in a folder of its own, with one account for each role, called like
/// it, and one more officer; three sites and a station.
public final class RunningHub implements AutoCloseable {
    public static final String PASSWORD = "a password of the tests";
    public static final String OTHER_OFFICER = "officer-2";

    /// Whose applications they are; any will do, but the same in every run.
    private static final long SEED = 20261122;

    public final Hub hub;
    private final Settings settings;
    private final String intakeToken;
    private final Stations.Credential firstStation;

    public RunningHub(Path data) throws IOException {
        settings = settings(data);
        try (HubDesk desk = new HubDesk(settings)) {
            desk.addSite("TNR", "Antananarivo Centre", "12 Lalana Rainandriamampandry");
            desk.addSite("FNR", "Fianarantsoa Haute-Ville", "7 Rue du Rova");
            desk.addSite("TMM", "Toamasina Port", "3 Boulevard Joffre");
            for (Role role : Role.values()) {
                desk.staff().add(role.code(), "The " + role.code(), role, null, PASSWORD).orThrow();
            }
            desk.staff()
                    .add(OTHER_OFFICER, "Lova <b>R.</b>", Role.OFFICER, null, PASSWORD)
                    .orThrow();
            intakeToken = desk.staff().issueToken(Role.OFFICER.code()).orThrow();
            firstStation =
                    desk.stations().enrol(new StationId("tnr-01"), "TNR", Actor.HUB).orThrow();
        }
        hub = new Hub(settings, () -> {});
        hub.start();
    }

    static Settings settings(Path data) {
        List<String> flags =
                List.of("--data", data.toString(), "--port", "0", "--broker", "tcp://127.0.0.1:0");
        return switch (Settings.read(HubSettings.SCHEMA, null, Map.of(), flags)) {
            case Settings.Accepted(Settings settings, List<String> words) -> settings;
            case Settings.Refused(List<String> errors, String shown) ->
                    throw new IllegalStateException(errors.toString());
        };
    }

    /// A fresh token for a program that acts as this account.
    public String token(String account) throws IOException {
        try (HubDesk desk = new HubDesk(settings)) {
            return desk.staff().issueToken(account).orThrow();
        }
    }

    /// The credential of a station at the first site; it is enrolled if it is not there yet.
    public Stations.Credential station(String station) throws IOException {
        if (firstStation.station().value().equals(station)) {
            return firstStation;
        }
        try (HubDesk desk = new HubDesk(settings)) {
            return desk.stations().enrol(new StationId(station), "TNR", Actor.HUB).orThrow();
        }
    }

    /// A browser in which nobody is signed in.
    public Browser browser() {
        return new Browser(hub.address());
    }

    /// A browser in which this account is signed in.
    public Browser signedIn(String account) throws IOException, InterruptedException {
        Browser browser = browser();
        browser.post("/sign-in", Map.of("name", account, "password", PASSWORD));
        return browser;
    }

    /// The number of an application that the officer has entered through the API.
    public String enter(int person) throws IOException, InterruptedException {
        return enter(SamplePeople.application(person, SEED));
    }

    /// The numbers of as many applications whose cards are collected at this site.
    public List<String> enterFor(String site, int count) throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int person = 0; ids.size() < count; person++) {
            SampleApplication sample = SamplePeople.application(person, SEED);
            if (sample.site().equals(site)) {
                ids.add(enter(sample));
            }
        }
        return ids;
    }

    private String enter(SampleApplication sample) throws IOException, InterruptedException {
        String json = Json.write(sample);
        HttpResponse<String> entered =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                hub.address().resolve("/api/v1/applications"))
                                        .header("Authorization", "Bearer " + intakeToken)
                                        .POST(HttpRequest.BodyPublishers.ofString(json))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(entered.body()).path("id").asText();
    }

    @Override
    public void close() {
        hub.close();
    }
}

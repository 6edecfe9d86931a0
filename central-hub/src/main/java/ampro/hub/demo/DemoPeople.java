package ampro.hub.demo;

import ampro.hub.application.SiteStore;
import ampro.hub.staff.Password;
import ampro.hub.staff.Role;
import ampro.hub.staff.Staff;
import ampro.hub.store.Database;
import ampro.hub.web.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The demo's people, made by the demo and nowhere else. Their passwords are no secret.
final class DemoPeople {
    static final String PASSWORD = "a demo password, no secret";
    static final String PIN = "482915";
    static final String OPERATOR = "faly";
    static final String SUPERVISOR = "noro";
    static final String TECHNICIAN = "technician";
    static final List<Place> PLACES =
            List.of(
                    new Place("TNR", "Antananarivo Centre", "12 Lalana Rainandriamampandry"),
                    new Place("TMM", "Toamasina Port", "3 Boulevard Joffre"),
                    new Place("FNR", "Fianarantsoa Haute-Ville", "7 Rue du Rova"));

    record Place(String code, String name, String address) {}

    private record Person(String id, Role role, String name) {}

    private static final List<Person> PEOPLE =
            List.of(
                    new Person("intake", Role.OFFICER, "Intake desk"),
                    new Person("officer", Role.OFFICER, "Lova R."),
                    new Person("manager", Role.MANAGER, "Noro A."),
                    new Person("admin", Role.ADMIN, "Vola B."),
                    new Person(OPERATOR, Role.OPERATOR, "Faly R."),
                    new Person("shipping", Role.SHIPPING, "Hery T."),
                    new Person("collection", Role.COLLECTION, "Soa M."),
                    new Person(TECHNICIAN, Role.TECHNICIAN, "Mamy K."));

    private DemoPeople() {}

    /// Makes places and accounts; returns a token for each account.
    static Map<String, String> settle(Database database, Staff staff) {
        database.write(handle -> {
            for (Place place : PLACES) {
                SiteStore.put(
                        handle, new SiteStore.Row(place.code(), place.name(), place.address()));
            }
            return PLACES.size();
        });
        Map<String, String> tokens = new LinkedHashMap<>();
        for (Person person : PEOPLE) {
            staff.add(person.id(), person.name(), person.role(), null, PASSWORD).orThrow();
            tokens.put(person.id(), staff.issueToken(person.id()).orThrow());
        }
        return tokens;
    }

    /// Who may sign in at a station's screen.
    static void staffStation(Path data, RandomGenerator random) throws IOException {
        String pin = Password.hash(PIN, random);
        Files.writeString(
                data.resolve("accounts.json"),
                Json.write(
                        List.of(
                                Map.of(
                                        "id",
                                        OPERATOR,
                                        "name",
                                        "Faly R.",
                                        "role",
                                        "operator",
                                        "pin",
                                        pin),
                                Map.of(
                                        "id",
                                        SUPERVISOR,
                                        "name",
                                        "Noro A.",
                                        "role",
                                        "manager",
                                        "pin",
                                        pin))));
    }
}

package ampro.hub;

import ampro.firmware.settings.Settings;
import ampro.firmware.wire.LabelData;
import ampro.hub.application.SiteStore;
import ampro.hub.staff.Staff;
import ampro.hub.station.Stations;
import ampro.hub.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;

/// What is needed to set a hub up: its database with sites, accounts and stations, without pages,
/// broker and queue. The running hub is built on it; the shell and the demo use it alone.
public final class HubDesk implements AutoCloseable {
    private final InstantSource clock = InstantSource.system();
    private final SecureRandom random = new SecureRandom();
    private final Settings settings;
    private final Database database;
    private final Staff staff;
    private final Stations stations;

    public HubDesk(Settings settings) throws IOException {
        this.settings = settings;
        Path data = settings.path("data").toAbsolutePath();
        Files.createDirectories(data);
        String url = settings.text("database");
        database =
                url.equals("sqlite")
                        ? Database.sqlite(data.resolve("hub.db"))
                        : Database.postgresql(url);
        staff = new Staff(database, clock, random);
        stations = new Stations(database, clock, random);
    }

    Database database() {
        return database;
    }

    /// The hub's password where the broker is not its own.
    Optional<String> outsideBrokerPassword() throws IOException {
        String file = settings.text("broker-password");
        return file.equals("none")
                ? Optional.empty()
                : Optional.of(
                        Files.readString(settings.path("data").toAbsolutePath().resolve(file))
                                .strip());
    }

    InstantSource clock() {
        return clock;
    }

    SecureRandom random() {
        return random;
    }

    public Staff staff() {
        return staff;
    }

    public Stations stations() {
        return stations;
    }

    /// A place where cards are printed or collected. Lines of the address are parted by `|`; with
    /// the name they must fit a parcel's label.
    public void addSite(String code, String name, String address) {
        SiteStore.Row site = new SiteStore.Row(code, name, address);
        if (site.lines().size() > LabelData.ADDRESS_LINES_MAX) {
            throw new IllegalArgumentException(
                    "an address has at most %d lines".formatted(LabelData.ADDRESS_LINES_MAX - 1));
        }
        database.write(handle -> {
            SiteStore.put(handle, site);
            return code;
        });
    }

    @Override
    public void close() {
        database.close();
    }
}

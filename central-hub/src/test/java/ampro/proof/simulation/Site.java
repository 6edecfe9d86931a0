package ampro.proof.simulation;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.profile.Profiles;
import ampro.firmware.wire.StationId;
import ampro.hub.application.SiteStore;
import ampro.hub.web.Actor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Everything that one run has: the hub in its current life, the boxes with their printers, the
/// network between them.
final class Site {
    final World world;
    final SimNetwork network;
    final Truth truth;
    final SimArtist artist = new SimArtist();
    private final Path folder;
    private static final int STOLEN = 20;

    private final List<SimBox> boxes = new ArrayList<>();
    private final List<SimBox> clones = new ArrayList<>();
    private SimHub hub;
    private int hubLives;
    private int backups;
    private boolean restored;
    private int blanks;

    Site(World world, Path folder) throws IOException {
        this.world = world;
        this.folder = folder;
        network = new SimNetwork(world);
        truth = new Truth(this);
        hub = new SimHub(world, network, truth, artist, folder, hubLives++);
        hub.database.write(handle -> {
            SiteStore.put(
                    handle, new SiteStore.Row(SimHub.SITE, "Antananarivo", "12 Rue A|101 Tana"));
            return handle;
        });
    }

    SimHub hub() {
        return hub;
    }

    List<SimBox> boxes() {
        return boxes;
    }

    Stream<Card> cards() {
        return boxes.stream().flatMap(box -> box.printer.cards.stream());
    }

    /// A box in service with blanks in its hopper.
    SimBox addBox(String name, boolean guarded, boolean proven, int loaded) throws IOException {
        StationId id = new StationId(name);
        String incarnation = hub.stations.enrol(id, SimHub.SITE, Actor.HUB).orThrow().incarnation();
        SimPrinter printer = new SimPrinter(world, name, proven, truth::completed);
        SimBox box =
                new SimBox(
                        world,
                        network,
                        this::hub,
                        id,
                        incarnation,
                        printer,
                        profile(proven),
                        guarded ? new SimChip() : null,
                        folder.resolve(name));
        boxes.add(box);
        load(box, loaded);
        box.start();
        return box;
    }

    /// Another box with the disk of this one runs for a while, on stolen blanks.
    void cloneBox(SimBox box, Duration time) {
        SimPrinter printer =
                new SimPrinter(world, box.id.value() + "-clone", false, truth::completed);
        for (int i = 0; i < STOLEN; i++) {
            printer.hopper.add("S%07d".formatted(++blanks));
        }
        try {
            SimBox clone = box.cloned(printer, null);
            clones.add(clone);
            clone.start();
            world.after(time, clone::scrap);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void load(SimBox box, int count) {
        List<String> serials = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            serials.add("B%07d".formatted(++blanks));
        }
        hub.blanks.load(serials, box.id.value(), SimHub.MANAGER).orThrow();
        box.printer.hopper.addAll(serials);
    }

    /// The reference printer, as commissioning found its counters.
    private static CardPrinterProfile profile(boolean proven) {
        CardPrinterProfile as = Profiles.load().cardPrinter("evolis-reference");
        return new CardPrinterProfile(
                as.model(),
                as.language(),
                as.baud(),
                as.handshake(),
                as.dpi(),
                as.lineDots(),
                as.lines(),
                as.ribbon(),
                as.frontPanels(),
                as.backPanels(),
                as.colourLevels(),
                as.stagesWithoutFeeding(),
                as.holdsBeforeEject(),
                as.readsBlank(),
                proven);
    }

    // --- the hub dies and comes back ------------------------------------------------------------

    void killHub(Duration away) {
        if (hub.isAlive()) {
            hub.die();
            Path from = hub.file();
            world.tell(SimHub.NAME, "dies");
            world.after(away, () -> startHub(from));
        }
    }

    Path backup() {
        return hub.backup(backups++);
    }

    /// The database is lost, and a backup takes its place.
    void restoreHub(Path backup, Duration away) {
        if (hub.isAlive()) {
            hub.die();
            restored = true;
            world.tell(SimHub.NAME, "is lost");
            world.after(
                    away,
                    () -> {
                        startHub(backup);
                        hub.recovery.restored(SimHub.MANAGER);
                        hub.changed();
                    });
        }
    }

    /// Whether a backup ever took the place of the hub's database.
    boolean wasRestored() {
        return restored;
    }

    private void startHub(Path from) {
        try {
            hub = hub.startedAgain(hubLives++, from);
            world.tell(SimHub.NAME, "starts");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() throws IOException {
        clones.forEach(SimBox::scrap);
        for (SimBox box : boxes) {
            if (box.station().isPresent()) {
                box.station().get().kill();
            }
        }
        if (hub.isAlive()) {
            hub.die();
        }
    }
}

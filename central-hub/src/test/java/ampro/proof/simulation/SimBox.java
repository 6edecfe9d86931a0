package ampro.proof.simulation;

import ampro.firmware.profile.CardPrinterProfile;
import ampro.firmware.wire.StationId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A box on its site: disk, chip, printer, and the program that runs on it or does not.
final class SimBox {
    private static final List<String> JOURNAL_FILES = List.of("", "-wal", "-shm");

    final StationId id;
    final SimPrinter printer;
    private @Nullable SimChip chip;
    private final World world;
    private final SimNetwork network;
    private final Supplier<SimHub> hub;
    private String incarnation;
    private Duration skew = Duration.ZERO;
    private int clones;
    private boolean inService = true;
    private final CardPrinterProfile profile;
    private final Path disk;
    private final List<Path> images = new ArrayList<>();
    private @Nullable SimStation station;
    private String boot;
    private int boots;
    private long bootedAt;

    /// When it has, or will have, power again: until then nothing starts it.
    private long powerAt;

    private int starts;

    SimBox(
            World world,
            SimNetwork network,
            Supplier<SimHub> hub,
            StationId id,
            String incarnation,
            SimPrinter printer,
            CardPrinterProfile profile,
            @Nullable SimChip chip,
            Path disk)
            throws IOException {
        this.world = world;
        this.network = network;
        this.hub = hub;
        this.id = id;
        this.incarnation = incarnation;
        this.printer = printer;
        this.profile = profile;
        this.chip = chip;
        this.disk = disk;
        boot = disk.getFileName() + "-boot-0";
        Files.createDirectories(disk);
    }

    Optional<SimStation> station() {
        return Optional.ofNullable(station);
    }

    Path journal() {
        return disk.resolve("journal.db");
    }

    String incarnation() {
        return incarnation;
    }

    CardPrinterProfile profile() {
        return profile;
    }

    void start() {
        if (station != null || !inService || world.now() < powerAt) {
            return;
        }
        try {
            station =
                    new SimStation(
                            world,
                            network,
                            hub,
                            new Boot(
                                    id,
                                    incarnation,
                                    boot,
                                    Math.max(bootedAt, powerAt),
                                    journal(),
                                    () -> world.instant().plus(skew)),
                            printer,
                            profile,
                            chip);
            starts++;
            world.tell(id.value(), "starts " + starts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The program ends; the kernel lives on.
    void kill(Duration away) {
        stop();
        world.after(away, this::start);
    }

    /// The box has no power, and boots when it has it again.
    void powerCut(Duration away) {
        stop();
        boot = disk.getFileName() + "-boot-" + ++boots;
        powerAt = Math.max(powerAt, world.now() + away.toMillis());
        world.after(away, this::start);
    }

    /// Switched off for good: whatever would start it does not.
    void scrap() {
        inService = false;
        stop();
    }

    /// A new box under the same name: an empty disk, another chip, another enrolment.
    void renew(String itsIncarnation) {
        stop();
        wipe(disk);
        images.clear();
        powerAt = world.now();
        incarnation = itsIncarnation;
        chip = chip == null ? null : new SimChip();
        skew = Duration.ZERO;
        boot = disk.getFileName() + "-boot-" + ++boots;
        bootedAt = world.now();
        inService = true;
        start();
    }

    /// Somebody writes a fresh image on its disk and keeps its name and credential.
    void wipe() {
        if (inService) {
            stop();
            wipe(disk);
            boot = disk.getFileName() + "-boot-" + ++boots;
            bootedAt = world.now();
            start();
        }
    }

    private static void wipe(Path disk) {
        try {
            for (String suffix : JOURNAL_FILES) {
                Files.deleteIfExists(disk.resolve("journal.db" + suffix));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// From now on the wall clock is as much off as that.
    void jumpClock(Duration by) {
        skew = by;
    }

    boolean isInService() {
        return inService;
    }

    private void stop() {
        if (station == null) {
            return;
        }
        try {
            station.kill();
            station = null;
            world.tell(id.value(), "stops");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Keeps a copy of the disk.
    void image() {
        boolean runs = station != null;
        stop();
        copy(disk, imageFolder(images.size()));
        images.add(imageFolder(images.size()));
        if (runs) {
            start();
        }
    }

    /// The disk is set back to an earlier image, and the box boots from it.
    boolean setBack() {
        if (images.isEmpty() || !inService) {
            return false;
        }
        stop();
        copy(images.get(world.random.nextInt(images.size())), disk);
        boot = disk.getFileName() + "-boot-" + ++boots;
        bootedAt = world.now();
        world.tell(id.value(), "set back");
        start();
        return true;
    }

    /// Another box with this disk, beside a printer of its own, without this chip.
    SimBox cloned(SimPrinter another, @Nullable SimChip itsChip) throws IOException {
        Path itsDisk = disk.resolveSibling(disk.getFileName() + "-clone-" + ++clones);
        boolean runs = station != null;
        stop();
        copy(disk, itsDisk);
        if (runs) {
            start();
        }
        return new SimBox(world, network, hub, id, incarnation, another, profile, itsChip, itsDisk);
    }

    private Path imageFolder(int number) {
        return disk.resolveSibling(disk.getFileName() + "-image-" + number);
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to);
            for (String suffix : JOURNAL_FILES) {
                Path file = from.resolve("journal.db" + suffix);
                Path target = to.resolve("journal.db" + suffix);
                Files.deleteIfExists(target);
                if (Files.exists(file)) {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

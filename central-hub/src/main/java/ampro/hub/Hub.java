package ampro.hub;

import ampro.firmware.settings.Settings;
import ampro.hub.application.ApplicationPages;
import ampro.hub.application.ApplicationPages.Others;
import ampro.hub.application.ApplicationRoutes;
import ampro.hub.application.Applications;
import ampro.hub.card.CardIdentity;
import ampro.hub.card.Licences;
import ampro.hub.collection.HandOverPages;
import ampro.hub.collection.HandOverRoutes;
import ampro.hub.collection.HandOvers;
import ampro.hub.custody.Custodian;
import ampro.hub.custody.CustodyPages;
import ampro.hub.custody.CustodyRoutes;
import ampro.hub.custody.Fleet;
import ampro.hub.custody.Grants;
import ampro.hub.custody.IdentityPad;
import ampro.hub.custody.Job;
import ampro.hub.custody.Jobs;
import ampro.hub.custody.Recovery;
import ampro.hub.custody.Reminders;
import ampro.hub.custody.Witness;
import ampro.hub.link.Link;
import ampro.hub.link.Presence;
import ampro.hub.link.broker.Broker;
import ampro.hub.link.broker.Broker.Party;
import ampro.hub.overview.Board;
import ampro.hub.overview.CardSides;
import ampro.hub.overview.CardTrails;
import ampro.hub.overview.OverviewPages;
import ampro.hub.shipping.Labels;
import ampro.hub.shipping.ParcelPages;
import ampro.hub.shipping.ParcelRoutes;
import ampro.hub.shipping.Parcels;
import ampro.hub.staff.Door;
import ampro.hub.staff.SignInPages;
import ampro.hub.staff.Staff;
import ampro.hub.station.StationPages;
import ampro.hub.store.Database;
import ampro.hub.store.FolderLock;
import ampro.hub.web.Frame;
import ampro.hub.web.Live;
import ampro.hub.web.Problems;
import ampro.hub.web.Routes;
import ampro.hub.web.StaticFiles;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The composition root: the only class that news everything. Time, randomness and ids come from
/// here.
public final class Hub implements AutoCloseable {
    /// Portraits and signatures in Base64, also those that are refused for their size by name.
    private static final long BODY_BYTES_MAX = 16L << 20;

    private static final int TOKEN_BYTES = 15;

    /// Ends the program with this so that it is started again.
    private static final int BROKEN = 70;

    private final Settings settings;
    private final FolderLock lock;
    private final HubDesk desk;
    private final Database database;
    private final CardWork cards = new CardWork();
    private final Applications applications;
    private final Licences licences;
    private final Witness witness;
    private final Jobs jobs;
    private final Recovery recovery;
    private final Grants grants;
    private final Reminders reminders;
    private final Parcels parcels;
    private final Labels labels;
    private final HandOvers handOvers;
    private final @Nullable Broker broker;
    private final URI brokerAddress;
    private final Link link;
    private final Live live;
    private final List<Routes.Route> table;
    private final WebServer web;
    private final Granting granting;

    public Hub(Settings settings, Runnable unseated) throws IOException {
        this.settings = settings;
        lock = new FolderLock(settings.path("data").toAbsolutePath());
        desk = new HubDesk(settings);
        database = desk.database();
        InstantSource clock = desk.clock();
        applications = cards.applications(database, clock);
        licences = cards.licences(database, applications, clock);
        witness = new Witness(settings.path("data").toAbsolutePath().resolve("witness"), Hub::stop);
        jobs = new Jobs(database, applications, witness, clock);
        recovery = new Recovery(database, jobs, witness, clock);
        recovery.takeOffice(UUID.randomUUID().toString(), unseated);
        grants =
                new Grants(
                        database,
                        jobs,
                        cards.artist(licences),
                        new IdentityPad(
                                database, witness, () -> CardIdentity.draw(desk.random()).text()),
                        clock);
        parcels = new Parcels(database, applications, settings.text("company-prefix"), clock);
        labels = new Labels(database, this::secret, clock);
        handOvers = new HandOvers(database, applications, clock);
        Path data = settings.path("data").toAbsolutePath();
        Optional<String> outside = desk.outsideBrokerPassword();
        String password = outside.orElseGet(this::secret);
        broker =
                outside.isPresent()
                        ? null
                        : new Broker(
                                settings.address("broker"),
                                data.resolve("broker"),
                                (name, given) -> partyOf(name, given, password));
        brokerAddress = broker == null ? settings.address("broker") : broker.address();
        Door door = new Door(desk.staff(), desk.stations()::authenticate);
        live = new Live(door);
        Presence presence = new Presence(live::wake);
        reminders = new Reminders(database, presence::isConnected, clock);
        granting = new Granting(grants, reminders, Hub::failed);
        Custodian custodian = new Custodian(jobs, recovery, labels::take, clock);
        link =
                new Link(
                        database,
                        clock,
                        brokerAddress,
                        password,
                        custodian::take,
                        custodian::acknowledgement,
                        presence,
                        witness::term,
                        () -> UUID.randomUUID().toString(),
                        Hub::failed);
        database.afterCommit(link::wake);
        database.afterCommit(granting::wake);
        database.afterCommit(live::wake);
        HttpRouting.Builder routing = HttpRouting.builder();
        table = addRoutes(routing, door, presence);
        web = webServer(routing);
    }

    /// Opens for work.
    public void start() throws IOException {
        link.start(desk.stations().ids());
        granting.start();
        web.start();
        if (!web.isRunning()) { // Helidon logs it and goes on
            throw new IOException("port " + settings.port("port") + " cannot be opened");
        }
        writeReadyFile();
    }

    /// Every route with the permission it needs.
    public List<Routes.Route> routes() {
        return table;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + web.port());
    }

    private WebServer webServer(HttpRouting.Builder routing) {
        return WebServer.builder()
                .host("127.0.0.1")
                .port(settings.port("port"))
                .maxPayloadSize(BODY_BYTES_MAX)
                .directHandlers(Problems.beforeRoutes())
                .shutdownHook(false)
                .routing(routing)
                .build();
    }

    private List<Routes.Route> addRoutes(
            HttpRouting.Builder routing, Door door, Presence presence) {
        Fleet fleet = new Fleet(presence);
        Staff staff = desk.staff();
        Board board = new Board(database, staff, fleet);
        ActsWork acts = ActsWork.of(database, jobs, recovery, desk.clock());
        Frame frame =
                new Frame(
                        desk.clock(),
                        ZoneId.systemDefault(),
                        this::secret,
                        board::counts,
                        acts.banners());
        Routes routes = new Routes(routing, door, frame, SignInPages::ask);
        StaticFiles.add(routes);
        new SignInPages(staff).add(routes);
        new ApplicationRoutes(applications, licences::approve).add(routes);
        new ApplicationPages(database, applications, staff, live, others()).add(routes);
        new StationPages(now -> database.read(handle -> fleet.rows(handle, now)), live).add(routes);
        new CustodyRoutes(jobs, grants).add(routes);
        new CustodyPages(database, jobs, live).add(routes);
        LedgerWork.add(routes, database, staff, presence::isConnected, desk.clock());
        acts.add(routes, database, staff);
        new ParcelRoutes(parcels, labels).add(routes);
        new ParcelPages(database, parcels, labels, staff).add(routes);
        new HandOverRoutes(handOvers).add(routes);
        new HandOverPages(database, applications, handOvers).add(routes);
        new OverviewPages(board, live).add(routes);
        routes.close();
        return routes.table();
    }

    /// What the pages of applications need of the capabilities above them.
    private Others others() {
        CardTrails trails = new CardTrails(database);
        return new Others(
                trails::of,
                new CardSides(database, licences, cards.country())::of,
                trails::search,
                licences::approve,
                (id, priority, by) -> jobs.queue(id, priority, by).map(Job::id),
                (id, reason, by) -> jobs.withdraw(id, reason, by).map(Job::id));
    }

    private Optional<Party> partyOf(String name, String given, String hubPassword) {
        if (name.equals("hub")) {
            return given.equals(hubPassword) ? Optional.of(Party.HUB) : Optional.empty();
        }
        if (desk.stations().authenticate(name, given).isPresent()) {
            return Optional.of(Party.STATION);
        }
        return desk.staff()
                .authenticate(name, given)
                .filter(actor -> actor.role().equals("technician"))
                .map(actor -> Party.TECHNICIAN);
    }

    /// A hub that lives on without one of its threads looks well and does nothing.
    private static void failed(Thread thread, Throwable e) {
        System.getLogger(Hub.class.getName())
                .log(System.Logger.Level.ERROR, thread.getName() + " stops", e);
        stop();
    }

    /// Nothing is finished or told: the next start reads database and witness.
    private static void stop() {
        System.err.println("hub: ends; the next start reads database and witness");
        Runtime.getRuntime().halt(BROKEN);
    }

    private String secret() {
        byte[] bytes = new byte[TOKEN_BYTES];
        desk.random().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void writeReadyFile() throws IOException {
        Map<String, Object> ready = new LinkedHashMap<>();
        ready.put("pid", ProcessHandle.current().pid());
        ready.put("hub", address().toString());
        ready.put("broker", brokerAddress.toString());
        Path data = settings.path("data").toAbsolutePath();
        ReadyFile.write(data.resolve(settings.path("ready-file")), ready);
    }

    @Override
    public void close() {
        live.close();
        web.stop();
        link.close();
        try {
            granting.close();
            if (broker != null) {
                broker.close();
            }
            witness.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            System.getLogger(Hub.class.getName())
                    .log(System.Logger.Level.WARNING, "the broker did not stop", e);
        }
        desk.close();
        lock.close();
    }
}

package ampro.hub.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// Sets everything up, runs the main job, says where to look. Everything goes through the same
/// doors as people and other programs would use.
final class Demo implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration WATCHED_PAUSE = Duration.ofSeconds(2);

    /// Applications on the desk of the watched demo.
    private static final int DESK = 3;

    /// Than an operator, who has to look at a card.
    private static final int OFFICE_IS_FASTER = 4;

    private final DemoPlan plan;
    private final InstantSource clock;
    private final Consumer<Duration> pause;
    private final DemoSite site;
    private volatile boolean open = true;

    Demo(DemoPlan plan, InstantSource clock, RandomGenerator random, Consumer<Duration> pause) {
        this.plan = plan;
        this.clock = clock;
        this.pause = pause;
        site = new DemoSite(plan, HttpClient.newHttpClient(), clock, random, pause);
    }

    /// Runs until every accepted application is completed, nothing moves any more, or the limit
    /// passes; the watched demo runs until it is stopped. Whatever fails because it is being
    /// stopped is no failure.
    boolean run() throws IOException, InterruptedException {
        try {
            return carryOut();
        } catch (IOException | RuntimeException e) {
            if (open) {
                throw e;
            }
            return false;
        }
    }

    private boolean carryOut() throws IOException, InterruptedException {
        Map<String, Api> as = site.open();
        Office office = new Office(as, site.boxes(), DemoSite.STATION_OF_SITE, this::breathe);
        Reprints reprints =
                new Reprints(
                        Objects.requireNonNull(as.get("manager")),
                        Objects.requireNonNull(as.get("admin")),
                        this::breathe);
        if (!plan.once()) {
            System.out.print(site.whereToLook());
        }
        enter(office);
        boolean completed = work(office, reprints);
        Summary summary = Summary.of(office, site.boxes(), plan.folder());
        summary.write(plan.folder());
        summary.reasons().forEach(Demo::say);
        say(summary.inWords() + "; " + plan.folder().resolve("summary.json"));
        if (!plan.once()) {
            watch();
        }
        return completed && summary.allCompleted();
    }

    static void say(String what) {
        System.out.println(what);
    }

    /// Some applications lie on the desk before they are looked at, where somebody watches.
    private void enter(Office office) throws IOException, InterruptedException {
        int deskMax = plan.once() ? 0 : DESK;
        Deque<String> desk = new ArrayDeque<>();
        for (int i = 0; i < plan.applications().size() && open; i++) {
            office.enter(i, plan.applications().get(i)).ifPresent(desk::add);
            breathe();
            if (desk.size() > deskMax) {
                office.approve(desk.remove());
            }
        }
        while (open && !desk.isEmpty()) {
            office.approve(desk.remove());
        }
    }

    /// The office's steps can be watched; meanwhile the operators go on with their work.
    private void breathe() throws IOException, InterruptedException {
        Instant end = clock.instant().plus(plan.operatorPause().dividedBy(OFFICE_IS_FASTER));
        site.startAgainWhatDied();
        site.work();
        while (open && clock.instant().isBefore(end)) {
            pause.accept(LOOK_AGAIN);
            site.startAgainWhatDied();
            site.work();
        }
    }

    /// Everybody works until all is done, nothing can move, or the time is up.
    private boolean work(Office office, Reprints reprints)
            throws IOException, InterruptedException {
        Instant end = clock.instant().plus(plan.limit());
        List<String> parcels = new ArrayList<>();
        boolean packed = false;
        while (open && (!plan.once() || clock.instant().isBefore(end))) {
            site.startAgainWhatDied();
            site.work();
            for (JsonNode job : office.jobs().values()) {
                reprints.replace(job).ifPresent(Demo::say);
            }
            if (!packed && !office.isPrinting()) {
                parcels.addAll(office.pack());
                packed = true;
            }
            List<String> delivered = new ArrayList<>();
            for (String parcel : parcels) {
                if (office.deliver(parcel)) {
                    say("parcel " + parcel + " delivered and handed over");
                    delivered.add(parcel);
                }
            }
            parcels.removeAll(delivered);
            if (packed && parcels.isEmpty()) {
                return office.isAllCompleted();
            }
            pause.accept(LOOK_AGAIN);
        }
        return false;
    }

    /// The watched demo goes on until somebody stops it.
    private void watch() {
        while (open) {
            site.startAgainWhatDied();
            site.work();
            pause.accept(WATCHED_PAUSE);
        }
    }

    @Override
    public void close() {
        open = false;
        site.close();
    }
}

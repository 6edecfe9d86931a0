package ampro.hub.overview;

import ampro.firmware.wire.CardCode;
import ampro.firmware.wire.LabelCode;
import ampro.hub.application.Application;
import ampro.hub.application.ApplicationView;
import ampro.hub.application.SiteStore;
import ampro.hub.application.Trail;
import ampro.hub.card.CardIdentity;
import ampro.hub.card.LicenceNumber;
import ampro.hub.card.LicenceStore;
import ampro.hub.custody.Job;
import ampro.hub.custody.JobHistoryStore;
import ampro.hub.custody.JobListStore;
import ampro.hub.custody.JobStatus;
import ampro.hub.custody.JobStore;
import ampro.hub.custody.Lease;
import ampro.hub.custody.ledger.LedgerStore;
import ampro.hub.custody.ledger.MovementView;
import ampro.hub.shipping.ParcelStore;
import ampro.hub.store.Database;
import ampro.hub.web.ChainView;
import ampro.hub.web.ChainView.Link;
import ampro.hub.web.TimelineView;
import ampro.hub.web.Words;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// Follows a card through the capabilities: its job, what it hangs on, and whose it is when
/// something of it is scanned.
public final class CardTrails {
    /// What an application's own history says at the same moment.
    private static final Set<JobStatus> TOLD_BY_THE_APPLICATION =
            EnumSet.of(
                    JobStatus.QUEUED, JobStatus.PRINTING, JobStatus.COMPLETED, JobStatus.CANCELLED);

    /// The card has left the printer, or was begun: what is shown is what was printed.
    private static final Set<JobStatus> PRINTED =
            EnumSet.of(
                    JobStatus.PRINTING,
                    JobStatus.QUALITY_CHECK,
                    JobStatus.COMPLETED,
                    JobStatus.FAILED,
                    JobStatus.IN_DOUBT,
                    JobStatus.RECOVERY);

    private final Database database;

    public CardTrails(Database database) {
        this.database = database;
    }

    public Trail of(Application application, Words words) {
        return database.read(handle -> {
            Optional<Job> job = JobStore.ofApplication(handle, application.id());
            return new Trail(
                    application.licence() == null
                            ? null
                            : new LicenceNumber(application.licence()).printed(),
                    job.map(Job::priority).orElse(1),
                    job.map(CardTrails::ticks).orElse(null),
                    addresses(application, job),
                    new ChainView(links(handle, application, job, words)),
                    job.map(found -> entries(handle, found)).orElse(List.of()),
                    job.map(Job::status)
                            .filter(EnumSet.of(JobStatus.QUEUED, JobStatus.HELD)::contains)
                            .isPresent());
        });
    }

    private static ApplicationView.Ticks ticks(Job job) {
        Job.Ticks ticks = job.ticks();
        return new ApplicationView.Ticks(
                ticks.sent(), ticks.received(), ticks.started(), ticks.finished());
    }

    private static List<TimelineView.Entry> entries(Handle handle, Job job) {
        return JobHistoryStore.of(handle, job.id()).stream()
                .filter(change -> !change.toStatus().equals(change.fromStatus()))
                .filter(change ->
                        !TOLD_BY_THE_APPLICATION.contains(JobStatus.of(change.toStatus())))
                .map(change ->
                        new TimelineView.Entry(
                                Instant.ofEpochMilli(change.at()),
                                "job.state",
                                change.toStatus(),
                                change.actor(),
                                change.reason()))
                .toList();
    }

    private static List<Link> links(
            Handle handle, Application application, Optional<Job> job, Words words) {
        Optional<Lease> lease = job.map(Job::lease);
        Map<String, String> sites = SiteStore.names(handle);
        return List.of(
                job.map(j ->
                                new Link(
                                        "job",
                                        j.id(),
                                        words.code("job.state", j.status().code()),
                                        "/jobs/" + j.id()))
                        .orElse(Link.missing("job")),
                lease.map(l -> new Link("token", l.token().toString(), null, null))
                        .orElse(Link.missing("token")),
                lease.map(l -> new Link("station", l.station(), null, "/stations/" + l.station()))
                        .orElse(Link.missing("station")),
                job.map(Job::blank)
                        .map(blank -> blank(handle, blank, words))
                        .orElse(Link.missing("blank")),
                lease.map(l -> card(handle, l.card(), words)).orElse(Link.missing("card")),
                lease.flatMap(l -> ParcelStore.ofCard(handle, l.card()))
                        .map(parcel ->
                                new Link(
                                        "parcel",
                                        parcel.sscc(),
                                        words.code("parcel.state", parcel.status()),
                                        "/parcels/" + parcel.sscc()))
                        .orElse(Link.missing("parcel")),
                new Link("point", application.site(), sites.get(application.site()), null));
    }

    private static Link blank(Handle handle, String serial, Words words) {
        String account =
                LedgerStore.accountOf(handle, serial)
                        .map(code -> words.code("account", code))
                        .orElse(null);
        return new Link("blank", serial, account, MovementView.address(serial));
    }

    private static Link card(Handle handle, String identity, Words words) {
        String status =
                JobListStore.cardStatus(handle, identity)
                        .map(code -> words.code("card.state", code))
                        .orElse(null);
        return new Link("card", new CardIdentity(identity).printed(), status, null);
    }

    /// A preview has no card identity yet, so its back is not drawn.
    private static ApplicationView.Pictures addresses(Application application, Optional<Job> job) {
        String card = "/applications/" + application.id() + "/card/";
        if (job.map(Job::lease).isEmpty()) {
            String front = application.licence() == null ? null : card + "front.png";
            return new ApplicationView.Pictures(front, null, false);
        }
        return new ApplicationView.Pictures(
                card + "front.png",
                card + "back.png",
                job.map(Job::status).filter(PRINTED::contains).isPresent());
    }

    /// The address of what was scanned or typed: a card, a parcel and its label, a job, a blank.
    public Optional<String> search(String scanned) {
        String number = scanned.strip().toUpperCase(Locale.ROOT).replace(" ", "");
        String sscc = LabelCode.parse(scanned).map(LabelCode::sscc).orElse(number);
        String licence = CardCode.parse(number).map(CardCode::licence).orElse(number);
        return database.read(handle ->
                ParcelStore.find(handle, sscc)
                        .map(parcel -> "/parcels/" + parcel.sscc())
                        .or(() ->
                                LicenceStore.find(handle, licence)
                                        .map(LicenceStore.Row::application)
                                        .or(() -> JobListStore.applicationOf(handle, number))
                                        .map(id -> "/applications/" + id)));
    }
}

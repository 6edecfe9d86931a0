package ampro.hub.custody.acts;

import ampro.hub.custody.AlertStore;
import ampro.hub.custody.Job;
import ampro.hub.custody.JobHistoryStore;
import ampro.hub.custody.JobListStore;
import ampro.hub.custody.JobStatus;
import ampro.hub.custody.JobStore;
import ampro.hub.custody.Lease;
import ampro.hub.custody.ReprintGround;
import ampro.hub.custody.ledger.LedgerStore;
import ampro.hub.staff.Staff;
import ampro.hub.staff.second.Asking;
import ampro.hub.staff.second.SecondPerson;
import ampro.hub.store.Database;
import ampro.hub.web.ActionView;
import ampro.hub.web.ActionView.Field;
import ampro.hub.web.ActionView.Weight;
import ampro.hub.web.Call;
import ampro.hub.web.Layout;
import ampro.hub.web.Outcome;
import ampro.hub.web.Permission;
import ampro.hub.web.Place;
import ampro.hub.web.TimelineView;
import ampro.hub.web.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Reads what the page of one print job shows.
record JobViews(Database database, AskingRows rows, Staff staff) {

    /// On one page: what is older is told by the API.
    static final int ALERTS_MAX = 20;

    Outcome<JobView> view(Call call, String id, @Nullable String refusal) {
        Layout layout = call.layout(Place.JOBS, id, "/jobs/" + id, null);
        Map<String, String> names = staff.names();
        return database.read(handle ->
                JobStore.found(handle, id)
                        .map(job -> view(call, layout, handle, job, names, refusal)));
    }

    private JobView view(
            Call call,
            Layout layout,
            Handle handle,
            Job job,
            Map<String, String> names,
            @Nullable String refusal) {
        ReprintGround ground = Reprint.ground(handle, job);
        List<Asking> askings = SecondPerson.of(handle, Act.REPRINT.object(job.id()), layout.asOf());
        boolean isAsked =
                askings.stream().anyMatch(asking -> asking.state() == Asking.State.WAITING);
        return new JobView(
                layout,
                job.id(),
                job.application(),
                job.status().code(),
                job.reason(),
                lines(handle, job, layout.words()),
                job.replaces(),
                JobStore.replacementOf(handle, job.id()).orElse(null),
                isOfInterest(ground, job) ? ground.code() : null,
                ground.allows(),
                timeline(handle, job, names),
                AlertStore.of(handle, "job/" + job.id(), ALERTS_MAX),
                rows.of(call, askings),
                isAsked ? List.of() : actions(call, job, ground),
                refusal);
    }

    /// Nobody thinks of a new card while the first is on its way, or one has taken its place.
    private static boolean isOfInterest(ReprintGround ground, Job job) {
        return ground.allows()
                || (job.status() == JobStatus.FAILED && ground != ReprintGround.REPLACED);
    }

    /// What brings a card nearer.
    private static List<ActionView> actions(Call call, Job job, ReprintGround ground) {
        if (job.status() == JobStatus.HELD && call.actor().may(Permission.MANAGE_QUEUE)) {
            return List.of(
                    new ActionView(
                            "resume",
                            call.form("/jobs/" + job.id() + "/resume"),
                            Weight.PRIMARY,
                            Map.of(),
                            List.of()));
        }
        if (!call.actor().may(Permission.DECIDE_CUSTODY)) {
            return List.of();
        }
        if (ground == ReprintGround.BLANK_UNKNOWN) {
            return List.of(
                    Act.NAME_BLANK.offered(
                            call,
                            job.id(),
                            Weight.PRIMARY,
                            List.of(Field.text(NameBlank.BLANK, true), Field.reason())));
        }
        Weight weight = job.status() == JobStatus.FAILED ? Weight.PRIMARY : Weight.PLAIN;
        return ground.allows()
                ? List.of(Act.REPRINT.offered(call, job.id(), weight, List.of(Field.reason())))
                : List.of();
    }

    private static List<JobView.Line> lines(Handle handle, Job job, Words words) {
        List<JobView.Line> lines = new ArrayList<>();
        Lease lease = job.lease();
        if (lease != null) {
            lines.add(new JobView.Line("station", lease.station(), null));
            lines.add(new JobView.Line("token", lease.token().toString(), null));
            lines.add(
                    new JobView.Line(
                            "card",
                            lease.card(),
                            said(
                                    words,
                                    "card.state",
                                    JobListStore.cardStatus(handle, lease.card()))));
        }
        if (job.blank() != null) {
            lines.add(
                    new JobView.Line(
                            "blank",
                            job.blank(),
                            said(words, "account", LedgerStore.accountOf(handle, job.blank()))));
        }
        return lines;
    }

    private static @Nullable String said(Words words, String family, Optional<String> code) {
        return code.map(each -> words.code(family, each)).orElse(null);
    }

    private static TimelineView timeline(Handle handle, Job job, Map<String, String> names) {
        return TimelineView.of(
                JobHistoryStore.of(handle, job.id()).stream()
                        .filter(change -> !change.toStatus().equals(change.fromStatus()))
                        .map(change ->
                                new TimelineView.Entry(
                                        Instant.ofEpochMilli(change.at()),
                                        "job.state",
                                        change.toStatus(),
                                        names.getOrDefault(change.actor(), change.actor()),
                                        change.reason()))
                        .toList());
    }
}

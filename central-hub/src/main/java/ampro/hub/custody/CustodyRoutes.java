package ampro.hub.custody;

import ampro.firmware.wire.Token;
import ampro.hub.web.Call;
import ampro.hub.web.Outcome;
import ampro.hub.web.Permission;
import ampro.hub.web.Routes;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The API of the print queue, and what stations fetch.
public final class CustodyRoutes {
    private static final int LIST_MAX = 500;

    private final Jobs jobs;
    private final Grants grants;

    public CustodyRoutes(Jobs jobs, Grants grants) {
        this.jobs = jobs;
        this.grants = grants;
    }

    public void add(Routes routes) {
        routes.post("/api/v1/applications/{id}/queue", Permission.APPROVE_APPLICATION, this::queue)
                .get("/api/v1/jobs", Permission.VIEW, this::list)
                .get("/api/v1/jobs/{id}", Permission.VIEW, this::show)
                .post("/api/v1/jobs/{id}/cancel", Permission.MANAGE_QUEUE, this::cancel)
                .post(
                        "/api/v1/jobs/{id}/resume",
                        Permission.MANAGE_QUEUE,
                        call ->
                                call.json(
                                        jobs.resume(call.path("id"), call.actor()),
                                        CustodyRoutes::shown))
                .get("/api/v1/alerts", Permission.VIEW, call -> call.json(jobs.alerts()))
                .get("/api/v1/artwork/{job}/{term}/{n}", Permission.FETCH_ARTWORK, this::artwork);
    }

    record Queueing(@Nullable Integer priority) {}

    record Cancelling(String reason) {}

    private void queue(Call call) {
        call.json(
                call.bodyOr(Queueing.class, new Queueing(null))
                        .then(queueing ->
                                jobs.queue(
                                        call.path("id"),
                                        queueing.priority() == null
                                                ? Jobs.PRIORITY_NORMAL
                                                : queueing.priority(),
                                        call.actor())),
                CustodyRoutes::shown);
    }

    private void list(Call call) {
        call.json(jobs.newest(LIST_MAX).stream().map(CustodyRoutes::shown).toList());
    }

    private void show(Call call) {
        call.json(jobs.find(call.path("id")), CustodyRoutes::shown);
    }

    private void cancel(Call call) {
        call.json(
                call.body(Cancelling.class)
                        .then(c -> jobs.cancel(call.path("id"), c.reason(), call.actor())),
                CustodyRoutes::shown);
    }

    private void artwork(Call call) {
        Outcome<String> artwork;
        try {
            artwork =
                    grants.artwork(
                            call.path("job"),
                            new Token(
                                    Long.parseLong(call.path("term")),
                                    Long.parseLong(call.path("n"))),
                            call.actor());
        } catch (IllegalArgumentException e) {
            artwork = Outcome.notFound("this artwork");
        }
        call.text(artwork);
    }

    private static Map<String, Object> shown(Job job) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", job.id());
        shown.put("application", job.application());
        shown.put("licence", job.licence());
        shown.put("site", job.site());
        shown.put("priority", job.priority());
        shown.put("status", job.status().code());
        if (job.lease() != null) {
            shown.put("station", job.lease().station());
            shown.put("token", job.lease().token().toString());
            shown.put("card", job.lease().card());
        }
        if (job.blank() != null) {
            shown.put("blank", job.blank());
        }
        if (job.replaces() != null) {
            shown.put("replaces", job.replaces());
        }
        if (job.reason() != null) {
            shown.put("reason", job.reason());
        }
        return shown;
    }
}

package ampro.hub.web;

import io.helidon.http.HeaderNames;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.sse.SseSink;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Keeps open pages true: an open page's fragments are made anew after every commit and sent when
/// they differ (server-sent events, WHATWG HTML 9.2). A stream ends with its session, which it does
/// not prolong. Each stream runs on its request's virtual thread.
public final class Live implements AutoCloseable {
    /// Open pages at once: 50 people with a few tabs each.
    private static final int STREAMS_MAX = 300;

    /// Ages on the page are at most this old, and a peer that has gone is noticed after this long.
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /// Commits come in bursts; nobody reads faster than this.
    private static final Duration CALM = Duration.ofMillis(300);

    private final Routes.Gate gate;
    private final Semaphore streams = new Semaphore(STREAMS_MAX);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long changes;

    public Live(Routes.Gate gate) {
        this.gate = gate;
    }

    /// Something was committed.
    public void wake() {
        lock.lock();
        try {
            changes++;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Sends these fragments, by the name of their event, until the page or the session is gone.
    public void stream(Call call, Supplier<SequencedMap<String, String>> fragments) {
        if (!call.request()
                .headers()
                .first(HeaderNames.ACCEPT)
                .orElse("")
                .contains("event-stream")) {
            call.refuse(Outcome.invalid("accept", "these are events, ask for text/event-stream"));
            return;
        }
        if (!streams.tryAcquire()) {
            call.refuse(
                    new Outcome.Refused<>(
                            Outcome.Reason.TOO_MANY,
                            "too-many-pages",
                            "Too many pages are open. Close some.",
                            java.util.List.of()));
            return;
        }
        try (SseSink sink = call.response().sink(SseSink.TYPE)) {
            send(call, sink, fragments);
        } catch (ServerConnectionException | UncheckedIOException e) {
            // the page was closed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            streams.release();
        }
    }

    private void send(Call call, SseSink sink, Supplier<SequencedMap<String, String>> fragments)
            throws InterruptedException {
        Map<String, String> shown = Map.of();
        sink.emit(SseEvent.builder().comment("open").build());
        while (closed.getCount() > 0 && isSignedIn(call)) {
            long seen = changes();
            SequencedMap<String, String> fresh = fragments.get();
            for (Map.Entry<String, String> each : fresh.entrySet()) {
                if (!each.getValue().equals(shown.get(each.getKey()))) {
                    sink.emit(
                            SseEvent.builder()
                                    .name(each.getKey())
                                    .id(String.valueOf(seen))
                                    .data(each.getValue())
                                    .build());
                }
            }
            shown = fresh;
            if (!awaitChange(seen)) {
                sink.emit(SseEvent.builder().comment("still here").build());
            }
        }
    }

    private boolean isSignedIn(Call call) {
        return !gate.identify(Credentials.of(call.request()), Routes.Use.WATCHES).isRefused();
    }

    private long changes() {
        lock.lock();
        try {
            return changes;
        } finally {
            lock.unlock();
        }
    }

    /// Whether something was committed since; at the latest with the next heartbeat.
    private boolean awaitChange(long seen) throws InterruptedException {
        boolean differs = true;
        lock.lock();
        try {
            long nanos = HEARTBEAT.toNanos();
            while (changes == seen && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            differs = changes != seen;
        } finally {
            lock.unlock();
        }
        closed.await(CALM.toMillis(), TimeUnit.MILLISECONDS);
        return differs;
    }

    @Override
    public void close() {
        closed.countDown();
        wake();
    }
}

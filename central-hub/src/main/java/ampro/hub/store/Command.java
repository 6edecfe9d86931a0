package ampro.hub.store;

import ampro.hub.store.Database.Work;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// What one caller wants written, and where its answer goes.
record Command<T extends @Nullable Object>(
        CrashPoint.Commit about, Work<T> work, CompletableFuture<T> done) {

    /// Does the work in a savepoint of its own; what comes back tells the caller, after the commit.
    Runnable runIn(Handle handle) {
        handle.savepoint("command");
        try {
            T result = work.in(handle);
            if (result instanceof Refusable answer && answer.isRefused()) {
                handle.rollbackToSavepoint("command");
            } else {
                handle.releaseSavepoint("command");
            }
            return () -> done.complete(result);
        } catch (Throwable e) { // also an assertion: its caller hears it, the writer lives on
            handle.rollbackToSavepoint("command");
            return () -> done.completeExceptionally(e);
        }
    }
}

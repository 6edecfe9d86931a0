package ampro.hub.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// A form that was submitted twice is one command: the second submit waits for the first and gets
/// its answer. A refused command changed nothing, so its form may be tried again.
final class Once {
    /// Forms that are remembered: an hour of double clicks by everybody who could be signed in.
    private static final int FORMS_MAX = 10_000;

    private final Map<String, CompletableFuture<Outcome<String>>> answers =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<String, CompletableFuture<Outcome<String>>> eldest) {
                    return size() > FORMS_MAX;
                }
            };

    /// `form` is the session with the form's key; the command answers where to go next.
    Outcome<String> carryOut(String form, Supplier<Outcome<String>> command) {
        CompletableFuture<Outcome<String>> mine = new CompletableFuture<>();
        CompletableFuture<Outcome<String>> first;
        synchronized (answers) {
            first = answers.putIfAbsent(form, mine);
        }
        if (first != null) {
            return first.join();
        }
        try {
            Outcome<String> answer = command.get();
            if (answer.isRefused()) {
                forget(form);
            }
            mine.complete(answer);
            return answer;
        } catch (RuntimeException e) {
            forget(form);
            mine.completeExceptionally(e);
            throw e;
        }
    }

    private void forget(String form) {
        synchronized (answers) {
            answers.remove(form);
        }
    }
}

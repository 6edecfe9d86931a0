package ampro.proof.crash;

import ampro.hub.demo.Program;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One program of a site that is made to die: halted by itself at a named point, killed, or stopped
/// for a while. The site starts it again, armed with the next point if there is one.
final class Victim {
    /// What the kernel answers for SIGKILL, and what a halted program says too.
    private static final int KILLED = 137;

    private static final Duration SIGNALLED_WITHIN = Duration.ofSeconds(5);

    private final Program program;
    private final Deque<String> points = new ArrayDeque<>();
    private final List<String> passed = new ArrayList<>();
    private Runnable whileDead = () -> {};
    private @Nullable String armed;

    Victim(Program program) {
        this.program = program;
        program.order(this::command);
    }

    /// Arms its next starts, one point each; `whileDead` happens before each of them.
    void arm(List<String> next, Runnable happens) {
        points.addAll(next);
        whileDead = happens;
    }

    /// Called at each start.
    private List<String> command(List<String> plain) {
        look();
        whileDead.run();
        armed = points.poll();
        if (armed == null) {
            whileDead = () -> {};
            return plain;
        }
        List<String> command = new ArrayList<>(plain);
        command.add(1, "-Dampro.crash=" + armed);
        return command;
    }

    private void look() {
        Process process = program.process();
        if (armed != null && !process.isAlive() && process.exitValue() == KILLED) {
            passed.add(armed);
            armed = null;
        }
    }

    /// Whether it has still to die at a point.
    boolean isDoomed() {
        look();
        return armed != null || !points.isEmpty();
    }

    /// The points at which it has died.
    List<String> passed() {
        look();
        return List.copyOf(passed);
    }

    /// What it is armed with.
    @Nullable String armed() {
        return armed;
    }

    /// `kill -9`; what it was armed with it does not pass any more.
    void kill() throws InterruptedException {
        look();
        armed = null;
        Process process = program.process();
        process.destroyForcibly();
        process.waitFor();
    }

    boolean isAlive() {
        return program.process().isAlive();
    }

    /// Nothing of it runs for this long, and it does not know.
    void pause(Runnable meanwhile) throws IOException, InterruptedException {
        signal("-STOP");
        try {
            meanwhile.run();
        } finally {
            signal("-CONT");
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("kill", signal, String.valueOf(program.process().pid())).start();
        if (!kill.waitFor(SIGNALLED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                || kill.exitValue() != 0) {
            throw new IOException("kill " + signal + " failed");
        }
    }
}

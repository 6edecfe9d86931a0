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
    private static final Duration SIGNALLED_WITHIN = Duration.ofSeconds(5);

    private final String name;
    private final Program program;
    private final Deque<String> points = new ArrayDeque<>();
    private final List<String> passed = new ArrayList<>();
    private Runnable whileDead = () -> {};
    private @Nullable String armed;
    private long since = System.nanoTime();

    Victim(RealSite site, String name) {
        this.name = name;
        program = site.program(name);
        site.order(name, this::command);
    }

    /// What goes on while a program stands still.
    @FunctionalInterface
    interface Meanwhile {
        void happens() throws IOException, InterruptedException;
    }

    /// Dies now, and then at one point after the other; `happens` happens before each start.
    void arm(List<String> next, Runnable happens) throws InterruptedException {
        kill();
        points.addAll(next);
        whileDead = happens;
        since = System.nanoTime();
    }

    /// Called at each start. Who died of something else is armed with the same again.
    private List<String> command(List<String> plain) {
        look();
        if (armed == null) {
            armed = points.poll();
        }
        if (armed == null) {
            whileDead = () -> {};
            return plain;
        }
        whileDead.run();
        List<String> command = new ArrayList<>(plain);
        command.add(1, "-Dampro.crash=" + armed);
        return command;
    }

    private void look() {
        Process process = program.process();
        if (armed != null
                && !process.isAlive()
                && process.exitValue() == ampro.station.store.CrashPoint.HALTED) {
            passed.add(armed);
            System.out.printf(
                    "%s died %s after %.1f s%n", name, armed, (System.nanoTime() - since) / 1e9);
            since = System.nanoTime();
            armed = null;
        }
    }

    /// The point at which it is to die next, if anywhere.
    @Nullable String doom() {
        look();
        return armed == null ? points.peek() : armed;
    }

    /// The points at which it has died.
    List<String> passed() {
        look();
        return List.copyOf(passed);
    }

    /// `kill -9`; what it was armed with it still has to pass.
    void kill() throws InterruptedException {
        look();
        Process process = program.process();
        process.destroyForcibly();
        process.waitFor();
    }

    boolean isAlive() {
        return program.process().isAlive();
    }

    /// Nothing of it runs for this long, and it does not know; unless it is killed meanwhile.
    void pause(Meanwhile meanwhile) throws IOException, InterruptedException {
        signal("-STOP");
        try {
            meanwhile.happens();
        } finally {
            if (isAlive()) {
                signal("-CONT");
            }
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        Process kill =
                new ProcessBuilder("kill", signal, String.valueOf(program.process().pid())).start();
        if (!kill.waitFor(SIGNALLED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                || kill.exitValue() != 0) {
            throw new IOException("kill " + signal + " " + name + " failed");
        }
    }
}

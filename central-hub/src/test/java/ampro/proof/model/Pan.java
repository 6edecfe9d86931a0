package ampro.proof.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The model as a program: Spin writes it in C and gcc compiles it, once for all bounds and planted
/// bugs, since it reads both from its environment.
final class Pan {
    /// Deepest path; twenty times what the deepest bound here has ever needed.
    private static final String DEPTH = "-m10000";

    /// Spin and gcc need seconds; more is a machine that does not work.
    private static final Duration BUILD_MAX = Duration.ofMinutes(5);

    /// The largest search needs minutes on an idle machine.
    private static final Duration SEARCH_MAX = Duration.ofMinutes(60);

    /// How states are remembered. Hash-compact keeps 64 bits of each: it forgets with a chance of
    /// about states² / 2⁶⁵ that two are taken for one.
    enum Memory {
        EXACT,
        HASH_COMPACT;

        private List<String> options() {
            return this == EXACT ? List.of() : List.of("-DHC4");
        }
    }

    private final Path folder;
    private final Path program;

    private Pan(Path folder, Path program) {
        this.folder = folder;
        this.program = program;
    }

    /// @param folder an empty one; everything is written there
    /// @param megabytes more memory than this ends a search unfinished
    static Pan build(Path folder, Memory memory, String optimisation, int megabytes)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (String file : Words.files()) {
            Files.writeString(folder.resolve(file), Words.text(file));
        }
        must(folder, List.of("spin", "-a", Words.MAIN));
        List<String> gcc =
                new ArrayList<>(
                        List.of("gcc", optimisation, "-w", "-o", "pan", "pan.c", "-DSAFETY"));
        gcc.addAll(List.of("-DNOREDUCE", "-DNOFAIR", "-DMEMLIM=" + megabytes)); // all is global
        gcc.addAll(memory.options());
        must(folder, gcc);
        return new Pan(folder, folder.resolve("pan"));
    }

    /// One search; what it found and how far it came.
    PanReport search(Bound bound, int planted) throws IOException, InterruptedException {
        return search(bound, planted, DEPTH);
    }

    PanReport search(Bound bound, int planted, String depth)
            throws IOException, InterruptedException {
        Path place = place(bound, planted);
        Path output = place.resolve("report");
        int exitCode =
                run(
                        place,
                        List.of(program.toString(), depth, "-w22", "-n"),
                        bound.environment(planted),
                        output,
                        SEARCH_MAX);
        return PanReport.read(Files.readString(output), exitCode);
    }

    /// What happened on the way to the violation that the same search has found, in the model's
    /// words.
    List<String> trail(Bound bound, int planted) throws IOException, InterruptedException {
        Path place = place(bound, planted);
        Path output = place.resolve("told");
        run(
                place,
                List.of(program.toString(), "-r", "-S", Words.MAIN + ".trail"),
                bound.environment(planted),
                output,
                BUILD_MAX);
        return Files.readAllLines(output).stream()
                .takeWhile(line -> !line.startsWith("spin: trail ends"))
                .toList();
    }

    /// Searches that run at the same time must not share the file of the trail.
    private Path place(Bound bound, int planted) throws IOException {
        return Files.createDirectories(
                folder.resolve(
                        "%d-%d-%s-%d"
                                .formatted(
                                        bound.tokens(), bound.faults(), bound.fleet(), planted)));
    }

    private static void must(Path folder, List<String> command)
            throws IOException, InterruptedException {
        Path output = folder.resolve(command.getFirst() + ".out");
        int exitCode = run(folder, command, Map.of(), output, BUILD_MAX);
        String said = Files.readString(output);
        if (exitCode != 0 || said.contains("Error:")) {
            throw new IOException(command + " ended with " + exitCode + ": " + said);
        }
    }

    private static int run(
            Path folder,
            List<String> command,
            Map<String, String> environment,
            Path output,
            Duration most)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(command + " did not end within " + most);
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}

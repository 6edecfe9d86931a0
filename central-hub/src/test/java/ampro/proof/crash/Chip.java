package ampro.proof.crash;

import ampro.station.hardware.real.TpmCounter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The guard chip of one box: a real swtpm with the counter that an installation defines. It
/// outlives the station that counts on it, as a chip does.
final class Chip implements AutoCloseable {
    private static final Duration TOOL_WITHIN = Duration.ofSeconds(20);

    /// swtpm may not listen yet, or another program took its port meanwhile.
    private static final int TRIES_MAX = 50;

    private final Process process;
    private final int port;

    private Chip(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Chip start(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("memory"));
        Chip chip = launch(folder);
        for (int tries = 1; !chip.isDefined(folder); tries++) {
            if (tries == TRIES_MAX) {
                chip.close();
                throw new IOException("no guard chip, see " + folder);
            }
            if (!chip.process.isAlive()) {
                chip = launch(folder);
            }
        }
        return chip;
    }

    /// The setting by which a station finds it.
    String address() {
        return "tpm://127.0.0.1:" + port;
    }

    private static Chip launch(Path folder) throws IOException {
        int port = freePair();
        List<String> command =
                List.of(
                        "swtpm",
                        "socket",
                        "--tpm2",
                        "--tpmstate",
                        "dir=" + folder.resolve("memory"),
                        "--server",
                        "type=tcp,port=" + port,
                        "--ctrl",
                        "type=tcp,port=" + (port + 1),
                        "--flags",
                        "not-need-init,startup-clear");
        return new Chip(logged(command, folder.resolve("swtpm.log")).start(), port);
    }

    private boolean isDefined(Path folder) throws IOException, InterruptedException {
        ProcessBuilder tool =
                logged(
                        List.of("sh", "-c", "exec " + TpmCounter.DEFINE),
                        folder.resolve("define.log"));
        tool.environment().put("TPM2TOOLS_TCTI", "swtpm:host=127.0.0.1,port=" + port);
        Process defines = tool.start();
        try {
            return defines.waitFor(TOOL_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    && defines.exitValue() == 0;
        } finally {
            defines.destroyForcibly();
        }
    }

    private static ProcessBuilder logged(List<String> command, Path log) {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    }

    /// The tools want swtpm's control port beside its port.
    private static int freePair() throws IOException {
        InetAddress local = InetAddress.getLoopbackAddress();
        for (int tries = 1; ; tries++) {
            try (ServerSocket one = new ServerSocket(0, 1, local);
                    ServerSocket next = new ServerSocket(one.getLocalPort() + 1, 1, local)) {
                return next.getLocalPort() - 1;
            } catch (IOException | IllegalArgumentException e) {
                if (tries == TRIES_MAX) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

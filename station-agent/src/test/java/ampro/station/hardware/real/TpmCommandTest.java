package ampro.station.hardware.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// tpm2-tools and our counter write into the same device file, one after the other, and what they
/// wrote is compared byte by byte. For a counter the tools open a session of their own, where we
/// say a password; a plain password they say when they extend a PCR, and that part is taken there.
@Tag("device")
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class TpmCommandTest {
    private static final int INCREMENT = 0x134;
    private static final int READ = 0x14E;
    private static final int READ_PUBLIC = 0x169;
    private static final int PCR_EXTEND = 0x182;

    private static final int HEADER_BYTES = 10;
    private static final int HANDLE_BYTES = 4;

    @TempDir private Path temp;

    @Test
    void commandsAreThoseOfTheTools() throws Exception {
        try (SoftwareTpm tpm = SoftwareTpm.start(temp);
                TpmDeviceFile device = new TpmDeviceFile(tpm);
                TpmCounter counter =
                        new TpmCounter(
                                URI.create("tpm:" + device.path()),
                                new byte[0],
                                Duration.ofSeconds(10),
                                pause -> {})) {
            tpm.tool(TpmCounter.DEFINE);
            tool("tpm2_nvincrement 0x18A0001 -C 0x18A0001", device);
            tool("tpm2_nvread 0x18A0001 -C 0x18A0001 -s 8", device);
            tool("tpm2_pcrextend 8:sha256=" + "00".repeat(32), device);
            List<byte[]> tools = List.copyOf(device.commands());
            device.commands().clear();
            counter.read();
            counter.increment();
            List<byte[]> ours = device.commands();

            assertThat(only(READ_PUBLIC, ours)).isEqualTo(only(READ_PUBLIC, tools));
            String password = session(only(PCR_EXTEND, tools), 1);
            for (int code : List.of(INCREMENT, READ)) {
                assertThat(session(only(code, ours), 2)).isEqualTo(password);
                assertThat(withoutSession(only(code, ours)))
                        .as("command 0x%X", code)
                        .isEqualTo(withoutSession(only(code, tools)));
            }
        }
    }

    private static void tool(String command, TpmDeviceFile device) throws Exception {
        SoftwareTpm.Said said = SoftwareTpm.run(command, "device:" + device.path());
        assertThat(said.code()).as(command + ": " + said.text()).isZero();
    }

    /// The one command of this code, however often it was written. Its size fits.
    private static byte[] only(int code, List<byte[]> commands) {
        List<byte[]> found =
                commands.stream().filter(c -> ByteBuffer.wrap(c).getInt(6) == code).toList();
        assertThat(found).as("command 0x%X", code).isNotEmpty();
        assertThat(found).allSatisfy(c -> assertThat(c).isEqualTo(found.getFirst()));
        assertThat(ByteBuffer.wrap(found.getFirst()).getInt(2)).isEqualTo(found.getFirst().length);
        return found.getFirst();
    }

    /// The part behind the handles, with its size before it.
    private static String session(byte[] command, int handles) {
        int from = HEADER_BYTES + handles * HANDLE_BYTES;
        int bytes = Integer.BYTES + ByteBuffer.wrap(command).getInt(from);
        return HexFormat.of().formatHex(command, from, from + bytes);
    }

    /// Tag, code, two handles, and what follows the session.
    private static String withoutSession(byte[] command) {
        String all = HexFormat.of().formatHex(command);
        String session = session(command, 2);
        int at = 2 * (HEADER_BYTES + 2 * HANDLE_BYTES);
        return all.substring(0, 4) + all.substring(12, at) + all.substring(at + session.length());
    }
}

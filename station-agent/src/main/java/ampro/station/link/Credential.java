package ampro.station.link;

import ampro.firmware.wire.StationId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// What enrolment gave this box: `credential.json` in the data folder.
public record Credential(StationId station, String incarnation, String secret) {

    /// Reads what enrolment wrote for this station.
    ///
    /// @throws IOException with a sentence that says what to do
    public static Credential read(Path file, String station) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(
                    "this station is not enrolled: %s is missing; run \"ampro hub enrol\" and put"
                                    .formatted(file)
                            + " its answer there");
        }
        try {
            Credential read =
                    new ObjectMapper().readValue(Files.readString(file), Credential.class);
            if (!read.station().value().equals(station)) {
                throw new IOException(
                        "%s is %s's, not %s's".formatted(file, read.station(), station));
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new IOException(file + " is not a credential", e);
        }
    }

    /// For HTTP Basic authentication (RFC 7617).
    String basic() {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((station + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Credential[" + station + ", incarnation " + incarnation + "]";
    }
}

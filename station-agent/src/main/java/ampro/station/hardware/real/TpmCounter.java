package ampro.station.hardware.real;

import ampro.station.hardware.GuardCounter;
import ampro.station.hardware.GuardException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/// A counter in the memory of a TPM 2.0. It is defined once, at installation, by [#DEFINE]; with `
/// -p file:guard-password` behind it, it has a password. What that line asks for, and why another
/// definition is refused:
///
/// - `nt=counter`: the chip itself knows no way back, not even by defining it anew: it begins above
///   every count it ever had (Part 3, 31.2)
/// - `authread|authwrite`: the counter's own password is enough, the station needs no other
/// - `no_da`: otherwise each power cut counts as a wrong guess and a few lock the chip (Part 1,
///   Dictionary Attack Protection)
/// - not `orderly`: such a counter jumps when the power is cut (Part 3, 31.2)
///
/// A chip's memory wears: count what others act on, nothing else.
public final class TpmCounter implements GuardCounter {
    /// Of the owner's range (TCG Registry of Reserved TPM 2.0 Handles, 2.2); nobody's elsewhere.
    static final int INDEX = 0x018A_0001;

    /// What an installation runs.
    public static final String DEFINE =
            "tpm2_nvdefine 0x18A0001 -C o -s 8 -a 'authread|authwrite|no_da|nt=counter'";

    /// A person waits for a card so long. Linux alone would wait 120 s (`TPM2_DURATION_DEFAULT`).
    static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

    /// A password is no longer than the digest of the name's algorithm, SHA-256. Part 3, 31.3.
    private static final int PASSWORD_BYTES_MAX = 32;

    /// `TPMA_NV`: the bits that are judged, those of them that must be set, and that it was ever
    /// written. Part 2, 13.4: AUTHWRITE 2, TPM_NT 7:4 (COUNTER 1), AUTHREAD 18, NO_DA 25, ORDERLY
    /// 26, WRITTEN 29.
    private static final int WANTED = 1 << 2 | 1 << 4 | 1 << 18 | 1 << 25;

    private static final int JUDGED = WANTED | 0xF << 4 | 1 << 26;
    private static final int WRITTEN = 1 << 29;

    /// `TPM_RC`, Part 2, 6.6.3. These four say that nothing was done and the same command may come
    /// again: YIELDED, TESTING, NV_RATE, RETRY.
    private static final Set<Integer> BUSY = Set.of(0x908, 0x90A, 0x920, 0x922);

    private static final int INITIALIZE = 0x100;
    private static final int LOCKOUT = 0x921;
    private static final int HANDLE = 0x08B;
    private static final int AUTH_FAIL = 0x08E;
    private static final int BAD_AUTH = 0x0A2;

    /// 5 s in all: a chip tests itself in less, and an operator waits that long for a card.
    static final int TRIES_MAX = 20;

    static final Duration BUSY_PAUSE = Duration.ofMillis(250);

    /// Enough of a strange answer to recognise who speaks.
    private static final int SHOWN_BYTES_MAX = 32;

    private final TpmLine line;
    private final byte[] password;
    private final Consumer<Duration> pause;

    TpmCounter(URI chip, byte[] password, Duration answerWithin, Consumer<Duration> pause) {
        line = new TpmLine(chip, answerWithin);
        this.password = password.clone();
        this.pause = pause;
    }

    /// The counter that the setting names. Nothing is asked of the chip before the first call.
    ///
    /// @param passwordFile its bytes are the password, as they are to `-p file:` of tpm2-tools;
    ///   without it the password is empty
    public static Optional<GuardCounter> of(
            Optional<URI> guard, Path passwordFile, Consumer<Duration> pause)
            throws GuardException {
        return guard.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new TpmCounter(guard.get(), password(passwordFile), ANSWER_WITHIN, pause));
    }

    @Override
    public long read() throws GuardException {
        int attributes =
                understood(
                        ask(TpmCommand.readPublic(INDEX)),
                        response -> TpmCommand.attributes(response, INDEX));
        if ((attributes & JUDGED) != WANTED) {
            throw line.failure(
                    ("has something else at 0x%X (attributes 0x%08X). If nobody needs it:"
                                    + " tpm2_nvundefine 0x%1$X -C o, then %s")
                            .formatted(INDEX, attributes, DEFINE),
                    null);
        }
        if ((attributes & WRITTEN) == 0) { // not even 0 can be read (Part 3, 31.1)
            ask(TpmCommand.increment(INDEX, password));
        }
        return count();
    }

    @Override
    public long increment() throws GuardException {
        ask(TpmCommand.increment(INDEX, password));
        return count();
    }

    @Override
    public void close() {
        line.close();
    }

    private long count() throws GuardException {
        return understood(ask(TpmCommand.read(INDEX, password)), TpmCommand::count);
    }

    private <T> T understood(byte[] response, Function<byte[], T> meaning) throws GuardException {
        try {
            return meaning.apply(response);
        } catch (IllegalArgumentException e) {
            throw line.failure(
                    "answered what no TPM 2.0 says: "
                            + HexFormat.of()
                                    .formatHex(
                                            response,
                                            0,
                                            Math.min(response.length, SHOWN_BYTES_MAX)),
                    e);
        }
    }

    /// Says the command until the chip has done or refused it.
    private byte[] ask(byte[] command) throws GuardException {
        for (int tries = 1; ; tries++) {
            byte[] response = line.exchange(command);
            int code = understood(response, TpmCommand::code);
            if (code == 0) {
                return response;
            }
            if (!BUSY.contains(code) || tries == TRIES_MAX) {
                throw refusal(code);
            }
            pause.accept(BUSY_PAUSE);
        }
    }

    private GuardException refusal(int code) {
        return line.failure(
                switch (error(code)) {
                    case HANDLE -> "has no counter yet; define it once: " + DEFINE;
                    case AUTH_FAIL, BAD_AUTH ->
                            "refuses the password of its counter: put the one that it was defined"
                                    + " with into the file of the setting guard-password";
                    case LOCKOUT ->
                            "is locked after wrong passwords: wait until it opens by itself, or:"
                                    + " tpm2_dictionarylockout --clear-lockout";
                    case INITIALIZE -> "was not started by the firmware: tpm2_startup -c";
                    default ->
                            (BUSY.contains(code)
                                            ? "is still busy after %2$d tries (0x%1$03X)"
                                            : "answers the error 0x%1$03X; tpm2_rc_decode tells it")
                                    .formatted(code, TRIES_MAX);
                },
                null);
    }

    /// In codes of format 1 the other bits tell which handle or session is meant. Part 2, 6.6.2.
    private static int error(int code) {
        return (code & 0x80) == 0 ? code : code & 0xBF;
    }

    private static byte[] password(Path file) throws GuardException {
        try {
            byte[] password = Files.readAllBytes(file);
            if (password.length > PASSWORD_BYTES_MAX) {
                throw new GuardException(
                        "%s: a password of the guard chip has at most %d bytes, this one has %d"
                                .formatted(file, PASSWORD_BYTES_MAX, password.length));
            }
            return password;
        } catch (NoSuchFileException e) {
            return new byte[0];
        } catch (IOException e) {
            throw new GuardException(
                    file + ": the password of the guard chip cannot be read: " + e.getMessage(), e);
        }
    }
}

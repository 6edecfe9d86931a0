package ampro.station.store;

import ampro.firmware.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What a failed open or commit says about the disk.
final class DiskTrouble {
    /// With less than that free, whatever failed has failed for it.
    private static final long FULL_BELOW_BYTES = 1L << 16;

    private DiskTrouble() {}

    /// SQLite has rolled the transaction back; the same may be tried again.
    static boolean isFull(Throwable e) {
        int code = code(e);
        return code == SQLiteErrorCode.SQLITE_FULL.code
                || code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE.code;
    }

    /// Why the journal could not be opened.
    static JournalException of(Path file, Exception e) {
        String message = "the journal %s: %s".formatted(file, innermost(e).getMessage());
        return new JournalException(problem(file, e), message);
    }

    private static Problem problem(Path file, Exception e) {
        if (isFull(e) || isDiskFull(file)) {
            return Problem.DISK_FULL;
        }
        return switch (code(e) & 0xFF) { // the primary code of an extended one
            case 8, 10, 14 -> Problem.DISK_FAILS; // READONLY, IOERR, CANTOPEN
            default ->
                    innermost(e) instanceof IOException
                            ? Problem.DISK_FAILS
                            : Problem.JOURNAL_DAMAGED;
        };
    }

    private static boolean isDiskFull(Path file) {
        try {
            return !Files.getFileStore(file.getParent()).isReadOnly()
                    && Files.getFileStore(file.getParent()).getUsableSpace() < FULL_BELOW_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    private static int code(Throwable e) {
        return innermost(e) instanceof SQLiteException sqlite ? sqlite.getResultCode().code : 0;
    }

    private static Throwable innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}

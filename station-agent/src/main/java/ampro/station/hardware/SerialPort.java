package ampro.station.hardware;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/// An open byte line to one device. After the first `IOException` the line is lost or stuck for
/// good: how much of the last write has left is unknown, and only closing and opening again helps.
/// One thread uses it at a time.
public interface SerialPort extends Closeable {

    /// Opens the line to one device, wherever its cable is now.
    @FunctionalInterface
    interface Opener {
        SerialPort open() throws IOException;
    }

    /// Returns when every byte has left this host, however slow the line is. That a device has
    /// taken them is told only by its own answer.
    ///
    /// @throws IOException if the line is lost, or nothing has moved for so long that it is stuck
    void write(byte[] bytes) throws IOException;

    /// Waits for at least one byte and takes what is there, up to `into.length`.
    ///
    /// @return how many bytes, 0 if none came in this time
    int read(byte[] into, Duration within) throws IOException;

    /// Throws away what has come in and was not read: no late answer is taken for the next one.
    void discardInput() throws IOException;

    /// @throws IOException if bytes were still unsent and are thrown away; it is closed
    ///   nevertheless
    @Override
    void close() throws IOException;
}

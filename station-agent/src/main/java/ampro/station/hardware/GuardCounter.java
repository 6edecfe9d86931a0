package ampro.station.hardware;

/// A number that lives outside the disk and only ever rises, so that a restored or copied disk is
/// found by comparing its journal with it.
///
/// It survives power cuts. One increment adds exactly 1. Where it begins is the chip's choice, and
/// a counter that is taken away and made anew begins above all that it ever said: the first [#read]
/// is a baseline to be kept, never assumed to be 0 or 1.
///
/// After any failure of [#increment] it is not known whether the chip has counted: who goes on must
/// [#read] first, and increments only if the count is still the old one. One thread uses it at a
/// time. Every wait has an end; a chip that says nothing is given up after about 10 s.
public interface GuardCounter extends AutoCloseable {

    /// The count as it stands. The first call ever, on a counter just defined, begins it.
    long read() throws GuardException;

    /// Adds 1.
    ///
    /// @return the count afterwards; more than 1 above the last one means that somebody else counts
    ///   on the same chip
    long increment() throws GuardException;

    @Override
    void close();
}

/// Ports on real device files by jSerialComm, which is named nowhere else, and the guard counter of
/// a TPM by plain bytes. It owns the traps of that library, of Linux ttys and of chips, and refuses
/// to know what a printer's bytes and a count mean. Writes run on one platform thread a device
/// (native calls would pin a virtual one), reads of a port on the caller's.
@NullMarked
package ampro.station.hardware.real;

import org.jspecify.annotations.NullMarked;

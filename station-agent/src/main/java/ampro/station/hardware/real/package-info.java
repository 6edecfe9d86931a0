/// Ports on real device files by jSerialComm, which is named nowhere else. It owns the traps of
/// that library and of Linux ttys and refuses to know what the bytes mean. Writes run on one
/// platform thread a port (native calls would pin a virtual one), reads on the caller's.
@NullMarked
package ampro.station.hardware.real;

import org.jspecify.annotations.NullMarked;

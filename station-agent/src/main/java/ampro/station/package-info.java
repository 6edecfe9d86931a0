/// A print station: the box with printers. `StationMain` reads arguments, `Station` is the only
/// class that news everything.
@NullMarked
package ampro.station;

import org.jspecify.annotations.NullMarked;

/// The wires of the box as the station sees them: small interfaces that it owns, so that a
/// printer's language never learns what carries its bytes. `real` is the devices' side, `simulated`
/// the shipped stand-ins. It knows no language, no card and no journal. Each port belongs to one
/// device's thread.
@NullMarked
package ampro.station.hardware;

import org.jspecify.annotations.NullMarked;

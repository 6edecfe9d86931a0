/// Simulated devices as shipping adapters: a card printer and a label printer that speak the real
/// bytes on pseudo-terminals, a fault script, and the physical truth that tests and people look at.
/// They run as their own process, so that killing the agent leaves the printer printing. Knows the
/// printers' manuals and nothing of the drivers: no code is shared with them, so each judges the
/// other. Platform threads: one reader and one mechanism a printer, one for the hands.
@NullMarked
package ampro.station.hardware.simulated;

import org.jspecify.annotations.NullMarked;

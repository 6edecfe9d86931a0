/// Real processes that die: hub, stations and simulated printers are started as the demo starts
/// them, halted at every named crash point, killed at random or stopped for a while, started again,
/// and served by people who answer from what lies in the trays. What came of it is read from the
/// printers' physical truth, the databases and the system calls; no class of the programs is asked
/// what it believes. Called by one thread.
@NullMarked
package ampro.proof.crash;

import org.jspecify.annotations.NullMarked;

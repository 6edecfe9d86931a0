/// The whole of custody in one thread: the hub's and the stations' own code over real databases, a
/// virtual clock, and a seeded network, disk, printer and people that go wrong. The printer holds
/// the physical truth, and the checker reads that, never what the software believes. The same seed
/// makes the same run, to the letter of its trace.
@NullMarked
package ampro.proof.simulation;

import org.jspecify.annotations.NullMarked;

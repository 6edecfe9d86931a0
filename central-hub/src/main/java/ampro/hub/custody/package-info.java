/// The heart: print jobs, the right to print one card, the ledger of blanks, and what stations
/// claim about both. Owns the table of states in ARCHITECTURE.md. The machine is pure; stores load
/// and save it; every change is a compare-and-set on `(job, token, version)`. Refuses to know MQTT,
/// drawing and people's sessions. Station events are applied on the database's writer thread.
@NullMarked
package ampro.hub.custody;

import org.jspecify.annotations.NullMarked;

/// A lease's way through this station: the pure machine, the shell that persists and then acts, the
/// worker that drives a printer. Owns the order of records: claim first, then the act that it is
/// about. Refuses to know MQTT, HTTP and printer languages. The shell is one platform thread with
/// one bounded inbox; each printer has a worker thread of its own.
@NullMarked
package ampro.station.job;

import org.jspecify.annotations.NullMarked;

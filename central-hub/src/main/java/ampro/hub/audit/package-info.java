/// The append-only record of who did what to which object, chained by hashes. Every command writes
/// its row in its own transaction through [ampro.hub.audit.AuditStore]. Runs on the caller's
/// transaction.
@NullMarked
package ampro.hub.audit;

import org.jspecify.annotations.NullMarked;

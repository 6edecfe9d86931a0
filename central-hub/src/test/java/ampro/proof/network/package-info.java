/// What networks and brokers do wrong, between a real hub, its broker and a real station: a proxy
/// in the wire delays, swallows, cuts and resets. What came of it is read from the printer's
/// physical truth, both journals and the ledger. Each scenario runs in the caller's thread.
@NullMarked
package ampro.proof.network;

import org.jspecify.annotations.NullMarked;

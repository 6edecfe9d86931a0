/// What hub and station say to each other: the custody protocol's messages, their JSON and their
/// topics. Owns the shape of every payload and the hash that chains a station's events. Refuses to
/// know transport, clock, storage and personal data (artwork travels by HTTP and is the one record
/// here that carries any, wrapped as [Sensitive]). Pure; called from any thread.
@NullMarked
package ampro.firmware.wire;

import org.jspecify.annotations.NullMarked;

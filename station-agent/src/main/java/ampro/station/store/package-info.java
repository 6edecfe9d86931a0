/// The station's SQLite file: opened durable (WAL, `synchronous=FULL`, read back), one connection,
/// schema made at first start. Owns named crash points. Refuses to know what is journalled. Called
/// from platform threads only, one at a time.
@NullMarked
package ampro.station.store;

import org.jspecify.annotations.NullMarked;

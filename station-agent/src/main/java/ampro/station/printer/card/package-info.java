/// Card printers: what the station can ask of one, in the order of a card's life, and one file for
/// each printer language. It knows what an answer proves and refuses to know jobs, leases and what
/// to do after a failure. Every call blocks; all calls to one printer come from its own platform
/// thread.
@NullMarked
package ampro.station.printer.card;

import org.jspecify.annotations.NullMarked;

/// What a firmware version promises: which devices it knows, which settings it accepts, what it can
/// say and obey, and what can go wrong with its remedy. Pure data and pure functions: no threads,
/// no sockets, no files beyond its own resources, no clock, no logging.
@NullMarked
package ampro.firmware;

import org.jspecify.annotations.NullMarked;

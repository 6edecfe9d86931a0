/// The fleet: which stations are enrolled, with which incarnation and credential, and when each was
/// last heard. Refuses to know jobs. Runs on the caller's thread.
@NullMarked
package ampro.hub.station;

import org.jspecify.annotations.NullMarked;

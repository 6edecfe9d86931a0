/// The central hub: the record of applications, jobs, blanks, parcels and hand-overs. `HubMain`
/// reads arguments, `Hub` is the only class that news everything.
@NullMarked
package ampro.hub;

import org.jspecify.annotations.NullMarked;

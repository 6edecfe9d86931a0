/// What one person asks for and another, never the same, allows or refuses. Owns the asking with
/// its facts, its end and who decided. Refuses to know what an act does: its capability says what
/// it would change and carries it out. Works in its callers' transactions.
@NullMarked
package ampro.hub.staff.second;

import org.jspecify.annotations.NullMarked;

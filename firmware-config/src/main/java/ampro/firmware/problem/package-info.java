/// What can go wrong and its remedy: one catalogue for both programs, each problem with a code, a
/// severity and texts in every language (what happened, what to do, what happens to this card).
/// Pure; called from any thread.
@NullMarked
package ampro.firmware.problem;

import org.jspecify.annotations.NullMarked;

/// The acts of custody that need two people: reprint, taking a box in, settling its jobs, retiring
/// it, a lost box, printing without a guard, confirming what was found. Owns what each act rests on
/// and what it does, and its pages. Refuses to decide who may: that is the second person's affair.
/// Runs on the caller's thread and in the database's transactions.
@NullMarked
package ampro.hub.custody.acts;

import org.jspecify.annotations.NullMarked;

/// The double-entry book of blanks: every blank is in exactly one account, and the sum is what was
/// received. Owns serials, accounts, movements and what people book. Refuses to know print jobs: a
/// job is a text that a movement carries. Works in its callers' transactions on the database's
/// writer thread.
@NullMarked
package ampro.hub.custody.ledger;

import org.jspecify.annotations.NullMarked;

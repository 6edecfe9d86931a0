/// What custody costs, beside its peers: programs of their own, run by `./ampro bench`. They print
/// counts, and rates as ratios to a peer in the same run; no test asserts a time. They drive the
/// hub's own code over real files and know nothing of pages and printers.
@NullMarked
package ampro.bench;

import org.jspecify.annotations.NullMarked;

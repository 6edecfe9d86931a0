/// What the claims of this system rest on: proofs that are programs of their own, run by `./ampro
/// prove`, in a small bound also by `./ampro test`.
@NullMarked
package ampro.proof;

import org.jspecify.annotations.NullMarked;

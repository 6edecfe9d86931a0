/// The fault matrix: which test or which fault of the simulation shows each row, and how it ended
/// last. It is made of the tests' own tags, so that nothing stands twice.
@NullMarked
package ampro.proof.matrix;

import org.jspecify.annotations.NullMarked;

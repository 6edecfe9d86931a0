/// The rules of the house, as tests over the classes and files of all three modules; this test tree
/// is the one place that sees them all. Owns no rule's reason twice: each says its own `because`.
/// Refuses to know what the programs do. Runs on the test thread.
@NullMarked
package ampro.house;

import org.jspecify.annotations.NullMarked;

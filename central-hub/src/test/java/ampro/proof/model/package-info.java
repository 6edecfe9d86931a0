/// The custody protocol as a Spin model (`custody.pml` and its parts, beside this package among the
/// resources), searched for a way to two live cards: every order of deliveries, crashes and faults
/// within a bound. This package turns the model into a program, runs it, and believes only a search
/// that says itself that it was complete. It knows nothing of the code but its names.
@NullMarked
package ampro.proof.model;

import org.jspecify.annotations.NullMarked;

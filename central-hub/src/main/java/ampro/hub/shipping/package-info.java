/// Parcels, their labels and their way. Refuses to know who receives a card in the end. Called from
/// request threads.
@NullMarked
package ampro.hub.shipping;

import org.jspecify.annotations.NullMarked;

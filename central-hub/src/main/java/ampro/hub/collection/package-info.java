/// Collection points, identity check and hand-over. Refuses to know how a card was made or came
/// here. Called from request threads.
@NullMarked
package ampro.hub.collection;

import org.jspecify.annotations.NullMarked;

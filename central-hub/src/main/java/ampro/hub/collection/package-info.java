/// Collection points, identity check and hand-over. Owns what was handed to whom, after which look
/// at a paper, and with it the moment from which a licence is active. Refuses to know how a card
/// was made or came here. Called from request threads.
@NullMarked
package ampro.hub.collection;

import org.jspecify.annotations.NullMarked;

/// Collection points, identity check and hand-over. Called from request threads.
@NullMarked
package ampro.hub.collection;

import org.jspecify.annotations.NullMarked;

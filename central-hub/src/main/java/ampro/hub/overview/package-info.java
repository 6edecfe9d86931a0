/// The front page: what is wrong, where cards wait, what the stations do. Reads the other
/// capabilities and owns nothing. Called from request threads.
@NullMarked
package ampro.hub.overview;

import org.jspecify.annotations.NullMarked;

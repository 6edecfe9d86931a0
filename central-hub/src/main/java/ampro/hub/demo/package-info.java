/// The demo: sample people with drawn faces, and the pace at which their applications come. Owns
/// data that is invented and says so. Refuses to decide anything about a real application. Pure;
/// called from any thread.
@NullMarked
package ampro.hub.demo;

import org.jspecify.annotations.NullMarked;

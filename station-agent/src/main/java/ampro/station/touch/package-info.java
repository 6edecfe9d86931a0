/// The operator's screen: pages on loopback that show one thing to do. Refuses to know printers and
/// links; it is told what to show. Called from request threads.
@NullMarked
package ampro.station.touch;

import org.jspecify.annotations.NullMarked;

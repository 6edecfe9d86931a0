/// The MQTT side: Paho to one bounded inbox, the outbox to Paho. A pipe: it never decides. A
/// message is acknowledged to the broker only after what it caused is committed, and leaves the
/// outbox only after the broker took it. Paho's callbacks run on its threads and only enqueue; one
/// platform thread empties the inbox and one the outbox.
@NullMarked
package ampro.hub.link;

import org.jspecify.annotations.NullMarked;

/// The embedded MQTT broker (Apache ActiveMQ Artemis): who may connect and which topics each may
/// use. Queued and retained messages survive a kill in its journal. Runs on Artemis' own threads.
@NullMarked
package ampro.hub.link.broker;

import org.jspecify.annotations.NullMarked;

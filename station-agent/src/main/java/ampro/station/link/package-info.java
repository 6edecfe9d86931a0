/// To the hub and back: MQTT by Paho, artwork and labels by HTTP. A pipe: the journal is the
/// outbox, and a message is acknowledged to the broker only after what it caused is committed.
/// Paho's callbacks only enqueue; one platform thread connects and publishes, one takes what comes.
/// Fetching runs on whichever worker needs what is fetched.
@NullMarked
package ampro.station.link;

import org.jspecify.annotations.NullMarked;

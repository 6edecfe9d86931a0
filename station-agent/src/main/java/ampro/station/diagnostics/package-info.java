/// What a technician may ask a station with nothing but MQTT: `request/<op>` is answered at
/// `response/<op>`. Owns the operations and their words. Refuses to know MQTT, and no answer
/// carries personal data, because nothing here can reach any. Called from the link's receiving
/// thread.
@NullMarked
package ampro.station.diagnostics;

import org.jspecify.annotations.NullMarked;

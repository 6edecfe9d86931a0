package ampro.hub.custody.ledger;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Tells people of a difference, within the transaction that found it.
@FunctionalInterface
public interface Alerts {
    void put(Handle handle, String code, String object, String detail, Instant at);
}

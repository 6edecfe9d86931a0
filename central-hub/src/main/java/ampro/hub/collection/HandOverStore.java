package ampro.hub.collection;

import ampro.firmware.wire.CardCode;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// Rows of hand-overs: at most one a licence.
final class HandOverStore {
    private HandOverStore() {}

    static void insert(Handle handle, CardCode card, String document, Instant now, String actor) {
        handle.execute(
                "insert into hand_over (licence, card, document, at, actor) values (?, ?, ?, ?, ?)",
                card.licence(),
                card.card(),
                document,
                now.toEpochMilli(),
                actor);
    }
}

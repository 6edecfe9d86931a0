package ampro.hub.custody;

import ampro.firmware.wire.CardCode;
import ampro.firmware.wire.Token;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/// Card identities with the artwork they were drawn on.
public final class CardStore {

    /// What a grant says about its artwork, and the artwork itself.
    record Card(String identity, String job, String licence, String sha256, String artwork) {}

    private CardStore() {}

    static void insert(Handle handle, Card card, Token token) {
        handle.createUpdate(
                        """
                        insert into card
                          (identity, job, licence, term, n, status, artwork_sha256, artwork)
                        values (:identity, :job, :licence, :term, :n, 'pending', :sha256, :artwork)
                        """)
                .bind("identity", card.identity())
                .bind("job", card.job())
                .bind("licence", card.licence())
                .bind("sha256", card.sha256())
                .bind("artwork", card.artwork())
                .bind("term", token.term())
                .bind("n", token.n())
                .execute();
    }

    /// A card whose grant this database has forgotten: its artwork is not known any more.
    static void know(Handle handle, Job job, Lease lease) {
        insert(handle, new Card(lease.card(), job.id(), job.licence(), "", ""), lease.token());
    }

    static boolean knows(Handle handle, String identity) {
        return handle.createQuery("select count(*) from card where identity = :identity")
                        .bind("identity", identity)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    static void forEachIdentity(Handle handle, Consumer<String> known) {
        handle.createQuery("select identity from card").mapTo(String.class).forEach(known);
    }

    static void set(Handle handle, String identity, CardStatus status) {
        handle.execute("update card set status = ? where identity = ?", status.code(), identity);
    }

    /// Whether this card is the one that its licence's holder may carry.
    public static boolean isLive(Handle handle, CardCode code) {
        return handle.createQuery(
                                """
                                select count(*) from card
                                where identity = :card and licence = :licence and status = 'live'
                                """)
                        .bind("card", code.card())
                        .bind("licence", code.licence())
                        .mapTo(Integer.class)
                        .one()
                == 1;
    }

    /// Whether the application of this job has a live card of another job.
    static boolean isAnotherLive(Handle handle, Job job) {
        return handle.createQuery(
                                """
                                select count(*) from print_job j join card c on c.identity = j.card
                                where j.application = :application and j.id <> :job
                                  and c.status = 'live'
                                """)
                        .bind("application", job.application())
                        .bind("job", job.id())
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    public static Optional<String> artwork(Handle handle, String identity) {
        return handle.createQuery("select artwork from card where identity = :identity")
                .bind("identity", identity)
                .mapTo(String.class)
                .findOne()
                .filter(artwork -> !artwork.isEmpty());
    }

    /// The witness knows better than a restored database.
    static void revoke(Handle handle, Iterable<String> identities) {
        for (String identity : identities) {
            set(handle, identity, CardStatus.REVOKED);
        }
    }

    static List<String> pendingBefore(Handle handle, long term) {
        return handle.createQuery(
                        "select identity from card where status = 'pending' and term < :term")
                .bind("term", term)
                .mapTo(String.class)
                .list();
    }

    /// Identities that are a holder's, are known to be spoilt, or that a station still works on.
    static Set<String> inUse(Handle handle) {
        return new HashSet<>(
                handle.createQuery(
                                """
                                select identity from card
                                where status in ('live', 'spoiled', 'destroyed')
                                union
                                select card from print_job
                                where status in ('printing', 'quality_check', 'in_doubt',
                                  'recovery', 'assigned') and card is not null
                                """)
                        .mapTo(String.class)
                        .list());
    }
}

package ampro.hub.shipping;

import ampro.hub.audit.AuditStore;
import ampro.hub.web.Actor;
import ampro.hub.web.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/// Rows of parcels, their cards and their labels.
public final class ParcelStore {

    public record Row(
            String sscc,
            String site,
            String status,
            long version,
            long createdAt,
            long changedAt) {}

    /// A card in a parcel; `code` is what its symbol says.
    public record Packed(
            String card,
            String application,
            String licence,
            @Nullable String blank,
            @Nullable Long receivedAt) {}

    public record Label(
            String id, String parcel, String token, String station, String status, String data) {}

    private ParcelStore() {}

    public static Optional<Row> find(Handle handle, String sscc) {
        return handle.createQuery("select * from parcel where sscc = :sscc")
                .bind("sscc", sscc)
                .map(ConstructorMapper.of(Row.class))
                .findOne();
    }

    /// The parcel, or the refusal that there is none.
    static Outcome<Row> found(Handle handle, String sscc) {
        return find(handle, sscc)
                .<Outcome<Row>>map(Outcome::done)
                .orElseGet(() -> Outcome.notFound("parcel " + sscc));
    }

    /// What happened to a parcel, said by `parcel-<action>`.
    static void audit(
            Handle handle,
            Instant now,
            Actor by,
            String action,
            String sscc,
            @Nullable String reason,
            @Nullable String after) {
        AuditStore.write(
                handle, now, by, "parcel-" + action, "parcel/" + sscc, reason, null, after);
    }

    public static List<Row> newest(Handle handle, int most) {
        return handle.createQuery("select * from parcel order by created_at desc limit :most")
                .bind("most", most)
                .map(ConstructorMapper.of(Row.class))
                .list();
    }

    public static List<Packed> cards(Handle handle, String sscc) {
        return handle.createQuery(
                        """
                        select p.card, p.application, c.licence, j.blank, p.received_at
                        from parcel_card p join card c on c.identity = p.card
                          join print_job j on j.id = c.job
                        where p.parcel = :sscc order by p.application
                        """)
                .bind("sscc", sscc)
                .map(ConstructorMapper.of(Packed.class))
                .list();
    }

    /// Live cards of printed applications for this site that are in no parcel yet.
    static List<Packed> unpacked(Handle handle, String site, int most) {
        return handle.createQuery(
                        """
                        select c.identity as card, a.id as application, c.licence, j.blank,
                          null as received_at
                        from application a join card c on c.licence = a.licence
                          join print_job j on j.id = c.job
                        where a.site = :site and a.status = 'printed' and c.status = 'live'
                          and not exists (select 1 from parcel_card p where p.card = c.identity)
                        order by a.id limit :most
                        """)
                .bind("site", site)
                .bind("most", most)
                .map(ConstructorMapper.of(Packed.class))
                .list();
    }

    /// The parcel this card is or was in.
    public static Optional<Row> ofCard(Handle handle, String card) {
        return handle.createQuery(
                        """
                        select p.* from parcel p join parcel_card c on c.parcel = p.sscc
                        where c.card = :card
                        """)
                .bind("card", card)
                .map(ConstructorMapper.of(Row.class))
                .findOne();
    }

    /// On their way for this site, or for any; the longest first.
    public static List<Row> inTransit(Handle handle, @Nullable String site) {
        String where = site == null ? "" : " and site = :site";
        return handle.createQuery(
                        "select * from parcel where status = :status"
                                + where
                                + " order by changed_at")
                .bind("status", "in_transit")
                .bind("site", site)
                .map(ConstructorMapper.of(Row.class))
                .list();
    }

    static void insert(Handle handle, Row row) {
        handle.createUpdate(
                        """
                        insert into parcel (sscc, site, status, version, created_at, changed_at)
                        values (:sscc, :site, :status, :version, :createdAt, :changedAt)
                        """)
                .bindMethods(row)
                .execute();
    }

    static void pack(Handle handle, String sscc, Packed card) {
        handle.execute(
                "insert into parcel_card (parcel, card, application) values (?, ?, ?)",
                sscc,
                card.card(),
                card.application());
    }

    static boolean setStatus(Handle handle, Row from, String status, long now) {
        return handle.execute(
                        "update parcel set status = ?, version = version + 1, changed_at = ?"
                                + " where sscc = ? and version = ?",
                        status,
                        now,
                        from.sscc(),
                        from.version())
                == 1;
    }

    static void received(Handle handle, String sscc, String card, long now) {
        handle.execute(
                "update parcel_card set received_at = ? where parcel = ? and card = ?",
                now,
                sscc,
                card);
    }

    static void insertLabel(Handle handle, Label label, long now) {
        handle.createUpdate(
                        """
                        insert into label (id, parcel, token, station, status, data, at)
                        values (:id, :parcel, :token, :station, :status, :data, :now)
                        """)
                .bindMethods(label)
                .bind("now", now)
                .execute();
    }

    static Optional<Label> labelByToken(Handle handle, String token) {
        return handle.createQuery("select * from label where token = :token")
                .bind("token", token)
                .map(ConstructorMapper.of(Label.class))
                .findOne();
    }

    /// The parcel's label that counts: the newest one.
    public static Optional<Label> label(Handle handle, String sscc) {
        return handle.createQuery(
                        """
                        select * from label where parcel = :sscc
                        order by at desc, length(id) desc, id desc limit 1
                        """)
                .bind("sscc", sscc)
                .map(ConstructorMapper.of(Label.class))
                .findOne();
    }

    static void setLabel(Handle handle, String id, String status) {
        handle.execute("update label set status = ? where id = ?", status, id);
    }
}

package ampro.hub.shipping;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/// What the list of parcels reads.
final class ParcelListStore {

    /// @param fromSite where its label was printed, which is where it was packed
    record Listed(
            String sscc,
            String site,
            String status,
            long changedAt,
            long cards,
            @Nullable String label,
            @Nullable String fromSite) {}

    /// Printed cards for a site that are in no parcel yet.
    record Unpacked(String site, long cards) {}

    private ParcelListStore() {}

    /// Those on their way first, then the newest. Of a parcel's labels one was not replaced.
    static List<Listed> list(Handle handle, int most) {
        return handle.createQuery(
                        """
                        select p.sscc, p.site, p.status, p.changed_at,
                          (select count(*) from parcel_card c where c.parcel = p.sscc) as cards,
                          l.status as label, s.site as from_site
                        from parcel p
                          left join label l on l.parcel = p.sscc and l.status <> 'replaced'
                          left join station s on s.id = l.station
                        order by case p.status when 'in_transit' then 1 when 'pending' then 2
                          else 3 end, p.changed_at desc, p.sscc limit :most
                        """)
                .bind("most", most)
                .map(ConstructorMapper.of(Listed.class))
                .list();
    }

    static List<Unpacked> unpacked(Handle handle) {
        return handle.createQuery(
                        """
                        select a.site, count(*) as cards
                        from application a join card c on c.licence = a.licence
                        where a.status = 'printed' and c.status = 'live'
                          and not exists (select 1 from parcel_card p where p.card = c.identity)
                        group by a.site order by a.site
                        """)
                .map(ConstructorMapper.of(Unpacked.class))
                .list();
    }
}

package ampro.hub.application;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Rows of sites: the places where cards are printed or collected.
public final class SiteStore {

    /// `address` has its lines separated by `|`.
    public record Row(String code, String name, String address) {

        /// As on an envelope.
        public List<String> lines() {
            return List.of((name + "|" + address).split("\\|", -1));
        }
    }

    private SiteStore() {}

    public static void put(Handle handle, Row site) {
        handle.createUpdate(
                        """
                        insert into site (code, name, address) values (:code, :name, :address)
                        on conflict (code) do update set
                          name = excluded.name, address = excluded.address
                        """)
                .bindMethods(site)
                .execute();
    }

    public static Optional<Row> find(Handle handle, String code) {
        return handle.createQuery("select code, name, address from site where code = :code")
                .bind("code", code)
                .map(ConstructorMapper.of(Row.class))
                .findOne();
    }

    /// Names by code, in the order of the names.
    public static Map<String, String> names(Handle handle) {
        Map<String, String> names = new LinkedHashMap<>();
        handle.createQuery("select code, name, address from site order by name")
                .map(ConstructorMapper.of(Row.class))
                .forEach(site -> names.put(site.code(), site.name()));
        return names;
    }
}

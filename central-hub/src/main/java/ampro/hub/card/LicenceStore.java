package ampro.hub.card;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/// Rows of licences. Dates are ISO 8601.
public final class LicenceStore {

    public record Row(
            String number, String application, String status, String issuedOn, String expiresOn) {}

    private LicenceStore() {}

    static void insert(Handle handle, Row row) {
        handle.createUpdate(
                        """
                        insert into licence (number, application, status, issued_on, expires_on)
                        values (:number, :application, :status, :issuedOn, :expiresOn)
                        """)
                .bindMethods(row)
                .execute();
    }

    public static Optional<Row> find(Handle handle, String number) {
        return handle.createQuery("select * from licence where number = :number")
                .bind("number", number)
                .map(ConstructorMapper.of(Row.class))
                .findOne();
    }

    /// A licence becomes active when its card is handed over, and only then.
    public static void activate(Handle handle, String number) {
        handle.execute(
                "update licence set status = 'active' where number = ?"
                        + " and status = 'pending_collection'",
                number);
    }
}

package ampro.hub.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// schema.sql is what all migrations together make of an empty SQLite database: the whole schema
/// for a reader. It is written anew with `-Dampro.schema=write`.
@Tag("store")
class SchemaTest {
    private static final Path SOURCE =
            Path.of("central-hub/src/main/resources/ampro/hub/store/schema.sql");

    @Test
    void theSnapshotIsWhatTheMigrationsMake(@TempDir Path folder) throws IOException {
        String schema = schema(folder);
        if ("write".equals(System.getProperty("ampro.schema"))) {
            Path root = Path.of(System.getProperty("ampro.root", ""));
            Files.writeString(root.resolve(SOURCE), schema);
        } else {
            assertThat(snapshot())
                    .as(
                            "write it anew: ./mvnw -pl central-hub -am test -Dtest=SchemaTest"
                                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dampro.schema=write")
                    .isEqualTo(schema);
        }
    }

    private static String schema(Path folder) {
        FreshDatabase fresh = FreshDatabase.of(Dialect.SQLITE, folder);
        fresh.open().close();
        return fresh.beside()
                .withHandle(handle ->
                        handle
                                .createQuery(
                                        """
                                        select sql from sqlite_schema
                                        where sql is not null order by tbl_name, type desc, name
                                        """)
                                .mapTo(String.class)
                                .stream()
                                .map(sql -> sql + ";\n")
                                .collect(
                                        Collectors.joining(
                                                "\n",
                                                "-- Made from the migrations by SchemaTest; not run.\n\n",
                                                "")));
    }

    private static String snapshot() throws IOException {
        try (InputStream in = SchemaTest.class.getResourceAsStream("schema.sql")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

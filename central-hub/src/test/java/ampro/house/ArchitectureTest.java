package ampro.house;

import static ampro.house.Programs.fence;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which package may use what, over the classes of all three modules. Beside each rule stands a
/// planted class that breaks it.
@Tag("house")
class ArchitectureTest {
    /// Values of the JDK and JSON; whatever is not listed may start, open or read something.
    private static final DescribedPredicate<JavaClass> PURE =
            describe(
                    "are pure",
                    type ->
                            type.getBaseComponentType()
                                    .getName()
                                    .matches(
                                            "[a-z]+|ampro[.]firmware[.].*|org[.]jspecify[.].*"
                                                    + "|com[.]fasterxml[.]jackson[.].*"
                                                    + "|java[.]lang[.](?!Thread|Process|Runtime$|System[$]).*"
                                                    + "|java[.]util[.](?!Timer|concurrent|logging|prefs).*"
                                                    + "|java[.]time[.](?!Clock|InstantSource).*"
                                                    + "|java[.](text|math|security)[.].*"
                                                    + "|java[.]io[.](?!File|RandomAccessFile|Console).*"
                                                    + "|java[.]nio[.](charset[.].*|[A-Z].*|file[.]Path)"
                                                    + "|java[.]net[.]URI.*"));

    private static final DescribedPredicate<JavaClass> SQL_BUT_A_TRANSACTION =
            resideInAnyPackage(
                            "java.sql..",
                            "javax.sql..",
                            "org.jdbi..",
                            "org.sqlite..",
                            "org.postgresql..")
                    .and(not(name("org.jdbi.v3.core.Handle")))
                    .as("speak SQL");

    @TempDir private Path temp;

    @Test
    void allThreeModulesAreSeen() {
        assertThat(Programs.ALL.stream().map(JavaClass::getPackageName))
                .contains("ampro.firmware.wire", "ampro.station", "ampro.hub")
                .doesNotContain("ampro.house");
    }

    // --- third-party names are fenced ---------------------------------------------------------

    @Test
    void mqttIsOnlyInLink() {
        holds(
                fence("ampro.hub.link..", "ampro.station.link..")
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.eclipse.paho..",
                                "org.apache.activemq..",
                                "org.apache.artemis..")
                        .because("MQTT is a pipe: what it means is decided without it"),
                """
                package ampro.hub.custody;
                class Grants { org.eclipse.paho.mqttv5.client.MqttClient client; }
                """);
    }

    @Test
    void serialPortsAndPinsAreOnlyInRealHardware() {
        holds(
                fence("ampro.station.hardware.real..")
                        .dependOnClassesThat()
                        .resideInAnyPackage("com.fazecast..", "com.pi4j..")
                        .because(
                                "their traps are met once, and everything else runs on simulated"
                                        + " hardware"),
                """
                package ampro.station.printer.card;
                class Evolis { com.fazecast.jSerialComm.SerialPort port; }
                """);
    }

    @Test
    void pdfIsDrawnInPaperAndReadInRaster() {
        holds(
                fence("ampro.hub.paper..", "ampro.station.raster..")
                        .dependOnClassesThat()
                        .resideInAPackage("org.apache.pdfbox..")
                        .because(
                                "a card is a drawing at one end and pixels at the other, nowhere a PDF"),
                """
                package ampro.hub.card;
                class Front { org.apache.pdfbox.pdmodel.PDDocument document; }
                """);
    }

    @Test
    void sqlIsOnlyInStores() {
        ArchRule rule =
                fence(Programs.NO_STORE, "..store..")
                        .dependOnClassesThat(SQL_BUT_A_TRANSACTION)
                        .orShould()
                        .accessClassesThat()
                        .resideInAPackage("org.jdbi..")
                        .because(
                                "a verb hands its transaction on, but only a store speaks SQL in it");
        holds(
                rule,
                """
                package ampro.hub.custody;
                class Leases { java.sql.Connection connection; }
                """);
        holds(
                rule,
                """
                package ampro.hub.custody;
                class Leases {
                    void over(org.jdbi.v3.core.Handle handle) { handle.execute("delete"); }
                }
                """);
    }

    @Test
    void httpIsOnlyInWebRoutesPagesAndCompositionRoots() {
        holds(
                fence(Programs.AWAY_FROM_HTTP, "..web..")
                        .dependOnClassesThat()
                        .resideInAPackage("io.helidon..")
                        .because(
                                "a capability is called the same way by a page, a message and a test"),
                """
                package ampro.hub.custody;
                class Leases { io.helidon.webserver.http.ServerRequest request; }
                """);
    }

    // --- who knows whom --------------------------------------------------------------------------

    @Test
    void hubAndStationKnowOnlyFirmwareConfig() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("ampro.hub..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("ampro.station..")
                        .because("they meet on the wire alone"),
                """
                package ampro.hub.custody;
                class Lease { ampro.station.Planted station; }
                """,
                "package ampro.station; public class Planted { }");
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("ampro.station..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("ampro.hub..")
                        .because("they meet on the wire alone"),
                """
                package ampro.station.job;
                class Job { ampro.hub.Planted hub; }
                """,
                "package ampro.hub; public class Planted { }");
    }

    @Test
    void hubCapabilitiesUseOnlyThoseBelow() {
        holds(
                Layers.HUB.rule(),
                """
                package ampro.hub.custody;
                class Lease { ampro.hub.shipping.Parcel parcel; }
                """,
                "package ampro.hub.shipping; public class Parcel { }");
        holds(Layers.HUB.rule(), "package ampro.hub.common; class Strings { }");
        holds(
                Layers.HUB.rule(),
                "package ampro.hub.custody; class Lease { ampro.hub.Hub hub; }",
                "package ampro.hub; public class Hub { }");
    }

    @Test
    void theBookOfBlanksKnowsNoPrintJob() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("ampro.hub.custody.ledger..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("ampro.hub.custody")
                        .because("a job is a text that a movement carries: custody uses the book"),
                """
                package ampro.hub.custody.ledger;
                class Movement { ampro.hub.custody.Planted job; }
                """,
                "package ampro.hub.custody; public class Planted { }");
    }

    @Test
    void stationCapabilitiesUseOnlyThoseBelow() {
        holds(
                Layers.STATION.rule(),
                """
                package ampro.station.hardware.simulated;
                class Line { ampro.station.job.Job job; }
                """,
                "package ampro.station.job; public class Job { }");
    }

    @Test
    void simulatedPrintersShareNoCodeWithTheWritersTheyJudge() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("ampro.station.hardware.simulated..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("ampro.station.printer..", "ampro.station.raster..")
                        .because(
                                "a misreading of the manual on both sides would agree with itself"),
                """
                package ampro.station.hardware.simulated;
                class Evolis { ampro.station.printer.card.Commands commands; }
                """,
                "package ampro.station.printer.card; public class Commands { }");
    }

    @Test
    void firmwareConfigIsPure() {
        ArchRule rule =
                classes()
                        .that()
                        .resideInAPackage("ampro.firmware..")
                        .should()
                        .onlyDependOnClassesThat(PURE)
                        .because(
                                "it is what both programs agree on: data and functions, no threads,"
                                        + " sockets, files, clock or logging");
        for (String type :
                List.of(
                        "Thread",
                        "java.util.concurrent.ExecutorService",
                        "java.net.Socket",
                        "java.nio.file.Files",
                        "java.io.File",
                        "java.util.logging.Logger",
                        "System.Logger",
                        "java.util.Timer",
                        "java.time.Clock",
                        "org.apache.pdfbox.pdmodel.PDDocument")) {
            holds(rule, "package ampro.firmware.wire; class Lease { " + type + " x; }");
        }
    }

    @Test
    void firmwarePackagesHaveNoCycle() {
        holds(
                slices().matching("ampro.firmware.(*)..").should().beFreeOfCycles(),
                "package ampro.firmware.a; public class A { ampro.firmware.b.B b; }",
                "package ampro.firmware.b; public class B { ampro.firmware.a.A a; }");
    }

    private void holds(ArchRule rule, String... planted) {
        Programs.hold(rule, temp, planted);
    }
}

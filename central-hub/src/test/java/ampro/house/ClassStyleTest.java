package ampro.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a class is named and what it may take from its surroundings, over the classes of all three
/// modules. Beside each rule stands a planted class that breaks it.
@Tag("house")
class ClassStyleTest {
    /// Interfaces of our own with one implementation, each with its reason. Who writes the second
    /// implementation strikes the line.
    private static final Map<String, String> LONELY_INTERFACES =
            Map.of(
                    "ampro.station.hardware.SerialPort",
                    "the one seam to real hardware; tests answer behind it byte by byte",
                    "ampro.station.hardware.GuardCounter",
                    "the seam to a chip that few machines have; simulations count without one",
                    "ampro.station.printer.card.CardPrinter",
                    "one file per printer language, and Evolis is the first",
                    "ampro.station.printer.label.LabelLanguage",
                    "one file per printer language, and ZPL is the first",
                    "ampro.station.link.Link$Obeys",
                    "points upward: the link stands below the job that obeys");

    @TempDir private Path temp;

    @Test
    void namesAreTheTradesWords() {
        holds(
                noClasses()
                        .that(Programs.OURS)
                        .should()
                        .haveNameMatching(
                                ".*[.$](.*[a-z0-9])?"
                                        + "(Manager|Helper|Utils?|Impl|Base|Abstract|Service|Dto|DTO)"
                                        + "([A-Z0-9$].*)?")
                        .because("such a name says that nobody knew what the class is"),
                """
                package ampro.hub.custody;
                class LeaseManager { }
                """);
    }

    @Test
    void interfacesHaveTwoRealImplementations() {
        assertThat(lonelyInterfaces(Programs.ALL))
                .as(
                        "an interface before its second implementation hides one class behind two;"
                                + " one that has its second leaves LONELY_INTERFACES")
                .containsExactlyInAnyOrderElementsOf(LONELY_INTERFACES.keySet());
        JavaClasses planted =
                Planted.classes(
                        temp,
                        """
                        package ampro.hub.custody;
                        interface Lonely { int sum(); }
                        @FunctionalInterface interface Function { int sum(); }
                        interface Pair { int sum(); }
                        record One(int sum) implements Pair, Lonely { }
                        record Two(int sum) implements Pair { }
                        """);
        assertThat(lonelyInterfaces(planted)).containsExactly("ampro.hub.custody.Lonely");
    }

    /// A function is a value given as an argument and needs no second one.
    private static Stream<String> lonelyInterfaces(JavaClasses classes) {
        return classes.stream()
                .filter(type -> type.isInterface() && !type.isAnnotation())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .filter(type -> !type.isAnnotatedWith(FunctionalInterface.class))
                .filter(type ->
                        type.getAllSubclasses().stream().filter(sub -> !sub.isInterface()).count()
                                < 2)
                .map(JavaClass::getName);
    }

    @Test
    void timeRandomnessAndIdsAreArguments() {
        ArchRule rule =
                noClasses()
                        .that(Programs.OURS)
                        .and(Programs.NEITHER_ROOT_NOR_MAIN)
                        .should()
                        .accessTargetWhere(Ambient.TIME_RANDOMNESS_OR_IDS)
                        .because("the whole system runs in a seeded simulation");
        for (String use :
                List.of(
                        "Object x = java.time.Instant.now();",
                        "java.util.function.Supplier<?> x = java.time.Instant::now;",
                        "Object x = java.time.LocalDate.now(java.time.ZoneOffset.UTC);",
                        "Object x = java.time.InstantSource.system();",
                        "long x = System.currentTimeMillis();",
                        "void x() throws Exception { Thread.sleep(1); }",
                        "Object x = new java.util.Random();",
                        "java.util.function.Supplier<?> x = java.util.Random::new;",
                        "Object x = new java.security.SecureRandom();",
                        "Object x = java.util.UUID.randomUUID();",
                        "double x = Math.random();")) {
            holds(rule, "package ampro.hub.custody; class Leases { " + use + " }");
        }
        assertThat(
                        rule.evaluate(
                                        Planted.classes(
                                                temp,
                                                """
                                                package ampro.hub.custody;
                                                class Leases {
                                                    Object x = java.time.LocalDate.now(
                                                        java.time.Clock.fixed(null, null));
                                                    Object y = new java.util.Random(7);
                                                }
                                                """))
                                .hasViolation())
                .as("a given clock or seed is an argument")
                .isFalse();
    }

    @Test
    void everyQueueHasALimit() {
        ArchRule rule =
                noClasses()
                        .that(Programs.OURS)
                        .should()
                        .accessTargetWhere(Ambient.QUEUE_WITHOUT_LIMIT)
                        .because(
                                "a queue without a limit ends as an OutOfMemoryError far from its cause");
        for (String made :
                List.of(
                        "new java.util.concurrent.LinkedBlockingQueue<String>()",
                        "new java.util.concurrent.LinkedBlockingDeque<String>()",
                        "new java.util.concurrent.ConcurrentLinkedQueue<String>()",
                        "new java.util.concurrent.PriorityBlockingQueue<String>()",
                        "java.util.concurrent.Executors.newFixedThreadPool(2)")) {
            holds(rule, "package ampro.hub.custody; class Inbox { Object x = " + made + "; }");
        }
    }

    @Test
    void everyPackageIsNullMarked() {
        holds(
                classes()
                        .that(Programs.OURS)
                        .should(liveInAPackageThatIsNullMarked())
                        .because(
                                "unmarked code is not checked for null, and says not what it owns"),
                """
                package ampro.hub.custody;
                class Lease { }
                """);
    }

    private static ArchCondition<JavaClass> liveInAPackageThatIsNullMarked() {
        return ArchCondition.from(
                describe(
                        "live in a package whose package-info is @NullMarked",
                        type ->
                                type.getPackage()
                                        .tryGetPackageInfo()
                                        .filter(info -> info.isAnnotatedWith(NullMarked.class))
                                        .isPresent()));
    }

    private void holds(ArchRule rule, String... planted) {
        Programs.hold(rule, temp, planted);
    }
}

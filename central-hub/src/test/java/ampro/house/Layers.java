package ampro.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/// The capabilities of one program from top to bottom: one may use those below it. The program's
/// own package, with its main and its composition root, stands above all.
record Layers(String program, List<String> order) {

    static final Layers HUB =
            new Layers(
                    "ampro.hub",
                    List.of(
                            "overview",
                            "golive",
                            "demo",
                            "collection",
                            "shipping",
                            "custody",
                            "station",
                            "paper",
                            "card",
                            "application",
                            "staff",
                            "notice",
                            "audit",
                            "link",
                            "web",
                            "store"));

    /// The screen shows what the job does, so it stands above it; devices stand below both.
    static final Layers STATION =
            new Layers(
                    "ampro.station",
                    List.of(
                            "touch",
                            "diagnostics",
                            "update",
                            "settings",
                            "job",
                            "panel",
                            "printer",
                            "scanner",
                            "raster",
                            "link",
                            "hardware",
                            "store"));

    private static final int TOP = -1;
    private static final int NOWHERE = -2;

    ArchRule rule() {
        return classes()
                .that()
                .resideInAPackage(program + "..")
                .should(useOnlyWhatIsBelow())
                .because(
                        "a capability that knows those above it can be neither read nor moved alone");
    }

    private ArchCondition<JavaClass> useOnlyWhatIsBelow() {
        return new ArchCondition<>("use only capabilities below their own, which are " + order) {
            @Override
            public void check(JavaClass owner, ConditionEvents events) {
                int place = place(owner);
                if (place == NOWHERE) {
                    violated(events, owner, owner.getName() + " has no place in the order");
                }
                for (Dependency use : owner.getDirectDependenciesFromSelf()) {
                    JavaClass used = use.getTargetClass().getBaseComponentType();
                    if (isOwn(used) && place(used) < place) {
                        violated(events, owner, use.getDescription());
                    }
                }
            }
        };
    }

    private boolean isOwn(JavaClass used) {
        return used.getPackageName().equals(program)
                || used.getPackageName().startsWith(program + ".");
    }

    private int place(JavaClass owner) {
        if (owner.getPackageName().equals(program)) {
            return TOP;
        }
        String inside = owner.getPackageName().substring(program.length() + 1);
        int place = order.indexOf(inside.split("[.]", 2)[0]);
        return place < 0 ? NOWHERE : place;
    }

    private static void violated(ConditionEvents events, JavaClass owner, String what) {
        events.add(SimpleConditionEvent.violated(owner, what));
    }
}

package ampro.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A switch over our own enum or sealed type has no `default`: a new state or event must be
/// answered wherever it matters before anything compiles. Asked of the compiler, which knows the
/// types.
@Tag("house")
class OwnSwitchTest {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    private static final String PLANTED =
            """
            package ampro.hub.custody;
            class Lease {
                enum State { HELD, OVER }
                sealed interface Event permits Fed, Spoiled {}
                record Fed() implements Event {}
                record Spoiled() implements Event {}
                int good(State state, Event event, String text) {
                    switch (text) { case "a": return 1; default: break; }
                    return switch (event) { case Fed f -> 1; case Spoiled s -> 2; };
                }
                int badEnum(State state) {
                    return switch (state) { case HELD -> 1; default -> 2; };
                }
                int badSealed(Event event) {
                    switch (event) { case Fed f -> { return 1; } case null, default -> { return 2; } }
                }
            }
            """;

    @Test
    void switchOverOwnTypesHasNoDefault() throws Exception {
        assertThat(defaults(Planted.files(PLANTED))).as("seen to fail").hasSize(2);

        Checkout checkout = Checkout.ofThisBuild();
        try (StandardJavaFileManager disk = COMPILER.getStandardFileManager(null, null, null)) {
            List<JavaFileObject> sources = new ArrayList<>();
            checkout.texts().stream()
                    .filter(file -> file.isUnder("src/main/java") && file.endsWith(".java"))
                    .map(file -> checkout.root().resolve(file.path()))
                    .forEach(path -> disk.getJavaFileObjects(path).forEach(sources::add));
            assertThat(defaults(sources))
                    .as("a new state is answered wherever it matters, or nothing compiles")
                    .isEmpty();
        }
    }

    private static List<String> defaults(List<JavaFileObject> sources) throws IOException {
        List<String> options =
                List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
        var complaints = new DiagnosticCollector<JavaFileObject>();
        var task = (JavacTask) COMPILER.getTask(null, null, complaints, options, null, sources);
        Iterable<? extends CompilationUnitTree> units = task.parse();
        task.analyze();
        assertThat(complaints.getDiagnostics())
                .as("every type is known")
                .noneMatch(complaint -> complaint.getKind() == Diagnostic.Kind.ERROR);
        Finder finder = new Finder(Trees.instance(task));
        units.forEach(unit -> finder.scan(new TreePath(unit), null));
        return finder.found;
    }

    private static final class Finder extends TreePathScanner<Void, Void> {
        private final Trees trees;
        private final List<String> found = new ArrayList<>();

        private Finder(Trees trees) {
            this.trees = trees;
        }

        @Override
        public Void visitSwitch(SwitchTree tree, Void nothing) {
            judge(tree, tree.getExpression(), tree.getCases());
            return super.visitSwitch(tree, null);
        }

        @Override
        public Void visitSwitchExpression(SwitchExpressionTree tree, Void nothing) {
            judge(tree, tree.getExpression(), tree.getCases());
            return super.visitSwitchExpression(tree, null);
        }

        private void judge(Tree tree, ExpressionTree selector, List<? extends CaseTree> cases) {
            boolean hasDefault =
                    cases.stream()
                            .flatMap(each -> each.getLabels().stream())
                            .anyMatch(DefaultCaseLabelTree.class::isInstance);
            if (hasDefault && isOwnAndClosed(selector)) {
                CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
                long start = trees.getSourcePositions().getStartPosition(unit, tree);
                found.add(
                        unit.getSourceFile().getName()
                                + ":"
                                + unit.getLineMap().getLineNumber(start));
            }
        }

        private boolean isOwnAndClosed(ExpressionTree selector) {
            var type = trees.getTypeMirror(new TreePath(getCurrentPath(), selector));
            return type instanceof DeclaredType declared
                    && declared.asElement() instanceof TypeElement element
                    && element.getQualifiedName().toString().startsWith("ampro.")
                    && (element.getKind() == ElementKind.ENUM
                            || element.getModifiers().contains(Modifier.SEALED));
        }
    }
}

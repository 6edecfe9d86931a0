package ampro.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/// A text of the checkout, or a planted one, by its path in the checkout.
record SourceFile(Path path, String text) {

    static SourceFile planted(String path, String text) {
        return new SourceFile(Path.of(path), text);
    }

    boolean isUnder(String folder) {
        return path.toString().replace('\\', '/').contains(folder);
    }

    boolean endsWith(String ending) {
        return path.toString().endsWith(ending);
    }

    /// A Java file as the compiler reads it, with the way to ask where something stands.
    record Parsed(CompilationUnitTree unit, SourcePositions positions) {

        long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }

    Parsed parse() {
        var task =
                (JavacTask)
                        ToolProvider.getSystemJavaCompiler()
                                .getTask(
                                        null,
                                        Planted.LIBRARIES,
                                        null,
                                        List.of(),
                                        null,
                                        Planted.files(text));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            return new Parsed(unit, Trees.instance(task).getSourcePositions());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

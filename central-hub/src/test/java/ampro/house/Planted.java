package ampro.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/// Bad examples, each beside the rule that it breaks: small sources compiled under the very package
/// names that the rule speaks of. A rule is believed only when it was seen to fail.
final class Planted {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

    /// Kept, since it has the libraries open.
    static final JavaFileManager LIBRARIES = COMPILER.getStandardFileManager(null, null, null);

    private Planted() {}

    /// The classes of these sources and nothing else; what they use comes from the class path.
    static JavaClasses classes(Path folder, String... sources) {
        Path target = freshFolder(folder);
        StringWriter complaints = new StringWriter();
        boolean compiled =
                COMPILER.getTask(complaints, LIBRARIES, null, options(target), null, files(sources))
                        .call();
        assertThat(compiled).as("the planted source compiles: " + complaints).isTrue();
        return new ClassFileImporter().importPath(target);
    }

    static List<JavaFileObject> files(String... sources) {
        List<JavaFileObject> files = new ArrayList<>();
        for (String source : sources) {
            files.add(
                    new Source(URI.create("planted:///Planted" + files.size() + ".java"), source));
        }
        return files;
    }

    private static List<String> options(Path target) {
        String libraries = System.getProperty("java.class.path");
        return List.of("-d", target.toString(), "-proc:none", "-nowarn", "-cp", libraries);
    }

    private static Path freshFolder(Path folder) {
        try {
            return Files.createTempDirectory(folder, "planted");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        private Source(URI name, String text) {
            super(name, Kind.SOURCE);
            this.text = text;
        }

        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return true;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}

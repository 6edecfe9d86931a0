package ampro.proof.simulation;

import java.io.File;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// The whole program once more, with one mistake in it: sources are changed, compiled to a folder
/// and loaded in front of the true ones.
final class PlantedCode implements AutoCloseable {
    private static final String PROGRAM = "ampro.";

    private final Loader loader;
    private final MethodHandle broken;

    /// `root` is the folder of this project, `folder` takes what is compiled.
    PlantedCode(Planted mistake, Path root, Path folder) throws IOException {
        compile(changed(mistake, root), folder);
        loader = new Loader(classPath(folder));
        try {
            broken =
                    MethodHandles.lookup()
                            .findStatic(
                                    loader.loadClass(SimulationProof.class.getName()),
                                    "broken",
                                    MethodType.methodType(Optional.class, long.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the changed program cannot be run", e);
        }
    }

    /// The promise that this seed breaks, if any.
    @SuppressWarnings("unchecked") // as the method is declared
    Optional<String> broken(long seed) {
        try {
            return (Optional<String>) broken.invoke(seed);
        } catch (Throwable e) {
            throw new IllegalStateException("seed " + seed + " could not be run", e);
        }
    }

    private static Map<Path, String> changed(Planted mistake, Path root) throws IOException {
        Map<Path, String> sources = new LinkedHashMap<>();
        for (Planted.Edit edit : mistake.edits) {
            Path file = source(root, edit.type());
            String text = sources.containsKey(file) ? sources.get(file) : Files.readString(file);
            int at = text.indexOf(edit.from());
            if (at < 0 || text.indexOf(edit.from(), at + 1) >= 0) {
                throw new IllegalStateException(
                        "%s does not fit %s any more: its text stands there %s"
                                .formatted(mistake, edit.type(), at < 0 ? "nowhere" : "twice"));
            }
            sources.put(file, text.replace(edit.from(), edit.to()));
        }
        return sources;
    }

    private static Path source(Path root, String type) throws IOException {
        String name = type.replace('.', '/') + ".java";
        try (Stream<Path> modules = Files.list(root)) {
            return modules.flatMap(module ->
                            Stream.of("main", "test")
                                    .map(kind -> module.resolve("src/" + kind + "/java/" + name)))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no source of " + type));
        }
    }

    private static void compile(Map<Path, String> sources, Path folder) throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-parameters",
                                "-d",
                                folder.toString(),
                                "-cp"));
        arguments.add(System.getProperty("java.class.path"));
        for (Map.Entry<Path, String> source : sources.entrySet()) {
            Path copy = folder.resolve(source.getKey().getFileName().toString());
            arguments.add(Files.writeString(copy, source.getValue()).toString());
        }
        int result =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, arguments.toArray(String[]::new));
        if (result != 0) {
            throw new IllegalStateException("the planted mistake does not compile");
        }
    }

    private static URL[] classPath(Path first) throws MalformedURLException {
        List<URL> all = new ArrayList<>(List.of(first.toUri().toURL()));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            all.add(Path.of(entry).toUri().toURL());
        }
        return all.toArray(URL[]::new);
    }

    /// Loads this program's own classes again, and shares all libraries.
    private static final class Loader extends URLClassLoader {
        Loader(URL[] classPath) {
            super(classPath, PlantedCode.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                if (!name.startsWith(PROGRAM)) {
                    return super.loadClass(name, resolve);
                }
                Class<?> known = findLoadedClass(name);
                return known == null ? findClass(name) : known;
            }
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}

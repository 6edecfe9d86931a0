package ampro.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The files of this checkout as they are committed: without what builds and tools leave behind.
record Checkout(Path root) {
    private static final Set<String> LEFT_BEHIND =
            Set.of("target", "node_modules", ".git", ".idea", ".vscode", ".settings");

    /// Where Maven says the checkout is.
    static Checkout ofThisBuild() {
        return new Checkout(Path.of(System.getProperty("ampro.root")));
    }

    /// Every file, relative to the checkout.
    List<Path> files() {
        List<Path> files = new ArrayList<>();
        try {
            Files.walkFileTree(
                    root,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path folder, BasicFileAttributes facts) {
                            return LEFT_BEHIND.contains(String.valueOf(folder.getFileName()))
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                            files.add(root.relativize(file));
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files.stream().sorted().toList();
    }

    /// Every file that is text in UTF-8.
    List<SourceFile> texts() {
        List<SourceFile> texts = new ArrayList<>();
        for (Path file : files()) {
            try {
                texts.add(new SourceFile(file, Files.readString(root.resolve(file))));
            } catch (CharacterCodingException e) {
                // a picture or a font
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return texts;
    }

    String read(Path file) {
        try {
            return Files.readString(root.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

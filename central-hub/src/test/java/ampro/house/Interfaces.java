package ampro.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// How often each of our interfaces is really implemented: by a class, or by a lambda or a method
/// reference, which leave no class behind and are counted in the byte code.
final class Interfaces {
    private final JavaClasses programs;
    private final Map<String, Integer> lambdas = new HashMap<>();

    Interfaces(JavaClasses programs) {
        this.programs = programs;
        programs.forEach(this::countLambdas);
    }

    Stream<JavaClass> implementedLessThanTwice() {
        return programs.stream()
                .filter(type -> type.isInterface() && !type.isAnnotation())
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .filter(type -> implementations(type) < 2);
    }

    private long implementations(JavaClass type) {
        long named =
                type.getAllSubclasses().stream()
                        .filter(sub -> !sub.isInterface())
                        .filter(sub -> !sub.getModifiers().contains(JavaModifier.ABSTRACT))
                        .count();
        int unnamed =
                Stream.concat(Stream.of(type), type.getAllSubclasses().stream())
                        .mapToInt(sub -> lambdas.getOrDefault(sub.getName(), 0))
                        .sum();
        return named + unnamed;
    }

    private void countLambdas(JavaClass type) {
        ClassFile.of().parse(bytes(type)).methods().stream()
                .flatMap(method -> method.code().stream())
                .map(code -> code.elementList())
                .flatMap(Collection::stream)
                .forEach(this::countIfLambda);
    }

    private void countIfLambda(CodeElement element) {
        if (element instanceof InvokeDynamicInstruction call
                && call.bootstrapMethod().owner().displayName().equals("LambdaMetafactory")) {
            var made = call.typeSymbol().returnType();
            lambdas.merge(made.packageName() + "." + made.displayName(), 1, Integer::sum);
        }
    }

    private static byte[] bytes(JavaClass type) {
        try (InputStream in = type.getSource().orElseThrow().getUri().toURL().openStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

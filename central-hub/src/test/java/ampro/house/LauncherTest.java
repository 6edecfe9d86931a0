package ampro.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./ampro` in a copy with a space in its path, beside a Maven and JDKs that only note what they
/// were asked.
@Tag("house")
class LauncherTest {
    private static final int WAIT_SECONDS_MAX = 20;

    @TempDir private Path temp;
    private Path checkout;
    private Path jdk;
    private Path jvms;
    private Path tools;

    @BeforeEach
    void copyCheckout() throws IOException {
        checkout = Files.createDirectories(temp.resolve("check out"));
        jvms = Files.createDirectories(temp.resolve("jvm"));
        tools = Files.createDirectories(temp.resolve("tools"));
        jdk = fakeJdk(temp.resolve("jdk 25"), "25.0.3");
        String launcher = Checkout.ofThisBuild().read(Path.of("ampro"));
        assertThat(launcher).as("where JDKs are looked for").contains("/usr/lib/jvm/*");
        script("check out/ampro", launcher.replace("/usr/lib/jvm/*", jvms + "/*"));
        script(
                "check out/mvnw",
                """
                #!/bin/sh
                echo "$*" >> maven.log
                [ ! -e slow ] || sleep 0.5
                case $* in *clean*) rm -rf target ./*/target ;; esac
                [ ! -e broken ] || exit 1
                mkdir -p central-hub/target/lib
                echo jar > central-hub/target/central-hub-0.1.0.jar
                """);
        write("check out/pom.xml", "<project/>");
        write("check out/central-hub/src/main/A.java", "class A {}");
        write("check out/.ci/tools", "# command package why\nsh dash none\n");
        write("check out/central-hub/src/test/judges/package-lock.json", "{}");
        write("check out/central-hub/src/test/judges/node_modules/.installed", "{}");
    }

    @Test
    void buildsOnceAndNotAgainWhileNothingChanged() throws Exception {
        assertThat(ampro("hub").code).isZero();
        assertThat(ampro("hub").code).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenAFileIsChangedOrDeletedOrAJarIsNotOurs() throws Exception {
        write("check out/central-hub/src/main/B.java", "class B {}");
        ampro("hub");
        write("check out/central-hub/src/main/A.java", "class A { int a; }");
        ampro("hub");
        assertThat(builds()).as("after a change").isEqualTo(2);
        Files.delete(checkout.resolve("central-hub/src/main/B.java"));
        ampro("hub");
        assertThat(builds()).as("after a deletion").isEqualTo(3);
        write("check out/central-hub/target/central-hub-0.1.0.jar", "built by hand");
        ampro("hub");
        assertThat(builds()).as("after a build by hand").isEqualTo(4);
    }

    @Test
    void failedBuildLeavesNoStamp() throws Exception {
        ampro("hub");
        write("check out/broken", "");
        write("check out/central-hub/src/main/A.java", "class A {");
        Run run = ampro("hub");
        assertThat(run.code).isEqualTo(1);
        assertThat(run.text).endsWith("ampro: the build failed\n");
        Files.delete(checkout.resolve("broken"));
        assertThat(ampro("hub").code).isZero();
        assertThat(builds()).isEqualTo(3);
    }

    @Test
    void twoAtOnceBuildOnce() throws Exception {
        write("check out/slow", "");
        Running first = start(temp, Map.of(), checkout.resolve("ampro").toString(), "hub");
        Running second = start(temp, Map.of(), checkout.resolve("ampro").toString(), "hub");
        assertThat(end(first).code).isZero();
        assertThat(end(second).code).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void runsFromAnywhereThroughALinkWithTheCallersFolderAndWords() throws Exception {
        Path elsewhere = Files.createDirectories(temp.resolve("else where"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), checkout.resolve("ampro"));
        Run run = end(start(elsewhere, Map.of(), link.toString(), "demo", "--out", "my cards"));
        assertThat(run.text)
                .contains("folder=" + elsewhere + "\n")
                .contains("word=" + checkout + "/central-hub/target/central-hub-0.1.0.jar:")
                .endsWith("word=--home\nword=" + checkout + "\nword=--out\nword=my cards\n");
    }

    @Test
    void passesOverAJdkThatIsTooOld() throws Exception {
        fakeJdk(jvms.resolve("b-26"), "26");
        Path old = fakeJdk(jvms.resolve("a-17"), "17.0.1");
        Map<String, String> environment = Map.of("JAVA_HOME", old.toString());
        Run run = end(start(temp, environment, checkout.resolve("ampro").toString(), "station"));
        assertThat(run.text).contains("jdk=" + jvms.resolve("b-26") + "\n");
    }

    @Test
    void saysInTwoLinesHowToGetAJdk() throws Exception {
        Map<String, String> environment = Map.of("JAVA_HOME", temp.resolve("none").toString());
        Run run = end(start(temp, environment, checkout.resolve("ampro").toString(), "hub"));
        assertThat(run.code).isEqualTo(1);
        assertThat(run.text.lines()).hasSize(2).allMatch(line -> line.startsWith("ampro: "));
        assertThat(run.text).contains("temurin-25-jdk");
        assertThat(builds()).isZero();
    }

    @Test
    void testsOfOneKindRunWithoutOldReports() throws Exception {
        Path old = write("check out/central-hub/target/surefire-reports/TEST-Old.xml", "<x/>");
        Run run = ampro("test", "--only", "house", "--full");
        assertThat(Files.readString(checkout.resolve("maven.log")))
                .contains("verify", "-Dgroups=house", "-Dampro.full=true");
        assertThat(old).doesNotExist();
        assertThat(run.text).contains("TestSummary.java").endsWith("word=0\n");
    }

    @Test
    void unknownKindOrVerbIsRefused() throws Exception {
        assertThat(ampro("test", "--only", "uni").text).contains("unit contract store");
        assertThat(ampro("test", "--only", "uni").code).isEqualTo(1);
        assertThat(ampro("dmeo").code).isEqualTo(1);
        assertThat(builds()).isZero();
    }

    @Test
    void toolThatCannotBeInstalledIsNamedInOneLineToType() throws Exception {
        write("check out/.ci/tools", "no-such-command some-package why\nsh dash none\n");
        script("tools/apt-get", "#!/bin/sh\nexit 100\n");
        script("tools/sudo", "#!/bin/sh\nexit 1\n");
        Run run = ampro("test");
        assertThat(run.code).isEqualTo(1);
        assertThat(run.text).endsWith("type: sudo apt-get install some-package\n");
        assertThat(builds()).isZero();
    }

    private record Run(int code, String text) {}

    private Run ampro(String... words) throws Exception {
        String[] command = new String[words.length + 1];
        command[0] = checkout.resolve("ampro").toString();
        System.arraycopy(words, 0, command, 1, words.length);
        return end(start(temp, Map.of(), command));
    }

    private record Running(Process process, Path output) {}

    private Running start(Path folder, Map<String, String> environment, String... command)
            throws IOException {
        Path output = Files.createTempFile(temp, "output", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("PATH", tools + ":/usr/bin:/bin");
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        return new Running(builder.start(), output);
    }

    private Run end(Running running) throws Exception {
        boolean ended = running.process.waitFor(WAIT_SECONDS_MAX, TimeUnit.SECONDS);
        running.process.destroyForcibly();
        String text = Files.readString(running.output);
        assertThat(ended).as("ended in time, having said: " + text).isTrue();
        return new Run(running.process.exitValue(), text);
    }

    private long builds() throws IOException {
        Path log = checkout.resolve("maven.log");
        return Files.exists(log) ? Files.readAllLines(log).size() : 0;
    }

    private Path fakeJdk(Path home, String version) throws IOException {
        Path at = temp.relativize(home);
        write(at + "/release", "JAVA_VERSION=\"" + version + "\"\n");
        script(at + "/bin/javac", "#!/bin/sh\n");
        script(
                at + "/bin/java",
                """
                #!/bin/sh
                echo "jdk=$JAVA_HOME"
                echo "folder=$(pwd)"
                for word in "$@"; do echo "word=$word"; done
                """);
        return home;
    }

    private Path write(String file, String text) throws IOException {
        Path path = temp.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private void script(String file, String text) throws IOException {
        Files.setPosixFilePermissions(
                write(file, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

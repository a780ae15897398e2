package io.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as its user starts it: a process of its own with what it prints and what it leaves behind. */
@Timeout(120)
class DemoTest {
    private static final String VERDICT = "ledger: ok rows=[1-9]\\d* keys=[1-9]\\d* lost=0 regressed=0 duplicates=\\d+";
    private static final String SERVERS = "tidegate-" + System.getProperty("user.name") + "-servers";

    @TempDir
    private Path temporary;

    private Process demo;
    private final List<ProcessHandle> children = new ArrayList<>();

    /** A server unpacked earlier is used, so that the test does not do it again. */
    @BeforeEach
    void shareUnpackedServers() throws IOException {
        Path unpacked = Path.of(System.getProperty("java.io.tmpdir")).resolve(SERVERS);
        if (Files.isDirectory(unpacked)) {
            Files.createSymbolicLink(temporary.resolve(SERVERS), unpacked);
        }
    }

    @AfterEach
    void endWhatIsLeft() throws IOException {
        if (Files.isSymbolicLink(temporary.resolve(SERVERS))) {
            Files.delete(temporary.resolve(SERVERS));
        }
        if (demo != null) {
            demo.descendants().forEach(ProcessHandle::destroyForcibly);
            demo.destroyForcibly();
        }
    }

    @Test
    void afterItsTimeEveryRowIsFoundAndNothingIsLeftBehind() throws Exception {
        List<String> printed = run("--for", "8s");

        assertThat(printed).last().asString().matches(VERDICT);
        assertThat(demo.exitValue()).isZero();
        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(leftFiles()).isEmpty();
    }

    @Test
    void aSignalClosesTheShopAndStillChecksEveryRow() throws Exception {
        start();
        List<String> printed = new ArrayList<>();
        try (BufferedReader output = output()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                printed.add(line);
                if (line.contains("latest:")) {
                    demo.descendants().forEach(children::add);
                    // Of the process itself it would close the stream that is being read.
                    demo.toHandle().destroy();
                }
            }
        }
        demo.waitFor();

        assertThat(printed).last().asString().matches(VERDICT);
        assertThat(demo.exitValue()).isZero();
        assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThat(leftFiles()).isEmpty();
    }

    @Test
    void aWrongTimeIsToldInOneLineWithARemedy() throws Exception {
        List<String> printed = run("--for", "abc");

        assertThat(printed)
                .containsExactly(
                        "error TG:ErrInvalidArgument: A command-line argument is missing or wrong: --for=abc is no length of time",
                        "remedy: Write seconds or minutes, such as --for 30s or --for 2m.");
        assertThat(demo.exitValue()).isEqualTo(2);
    }

    @Test
    void aNegativeRateIsRefused() throws Exception {
        List<String> printed = run("--rate", "-1");

        assertThat(printed).hasSize(2).last().asString().startsWith("remedy: ");
        assertThat(demo.exitValue()).isEqualTo(2);
    }

    private List<String> run(String... arguments) throws IOException, InterruptedException {
        start(arguments);
        List<String> printed = new ArrayList<>();
        try (BufferedReader output = output()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                printed.add(line);
                demo.descendants().filter(child -> !children.contains(child)).forEach(children::add);
            }
        }
        demo.waitFor(10, TimeUnit.SECONDS);
        return printed;
    }

    private void start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-Djava.io.tmpdir=" + temporary,
                "-Duser.language=" + Locale.getDefault().getLanguage(),
                "-Duser.country=" + Locale.getDefault().getCountry(),
                "-Duser.timezone=" + ZoneId.systemDefault(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        demo = builder.start();
    }

    private BufferedReader output() {
        return new BufferedReader(new InputStreamReader(demo.getInputStream(), StandardCharsets.UTF_8));
    }

    private List<Path> leftFiles() throws IOException {
        try (Stream<Path> files = Files.list(temporary)) {
            return files.filter(file -> !file.endsWith(SERVERS)).toList();
        }
    }
}

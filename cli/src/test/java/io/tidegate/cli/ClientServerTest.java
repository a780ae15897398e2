package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.server.ServerSettings;
import io.tidegate.server.TidegateServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that asks a server, with a real one behind it that reads a real database and writes to a real broker. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClientServerTest {
    private static final int USAGE = 2;
    private static final int CONNECTION = 3;

    @RegisterExtension
    private static final Site SITE = new Site();

    @TempDir
    private static Path home;

    private static TidegateServer server;
    private static ClientShell admin;
    private static Path sourcePassword;

    @BeforeAll
    static void start() throws Exception {
        SITE.sql(
                "CREATE DATABASE shop",
                "CREATE TABLE shop.item (id INT PRIMARY KEY, name VARCHAR(20))",
                "CREATE TABLE shop.log (line VARCHAR(20))");
        Path data = home.resolve("data");
        server = TidegateServer.start(
                data,
                ServerSettings.defaults().listeningAt("127.0.0.1:0"),
                ServerConnectors::new,
                Map.of(),
                Main.VERSION);
        sourcePassword = Files.writeString(
                home.resolve("source-password"), SITE.database().adminPassword());
        admin = shell("admin");
        Ending login = admin.run("login", "admin", "--password-file=" + data.resolve("admin-password"));
        assertThat(login.status()).as(login.err()).isZero();
        done(admin, "cluster", "add", "--id=shop", "--name=The shop", source(), sourcePasswordFile());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aChangefeedIsLedThroughItsLife() throws Exception {
        Ending created = done(admin, create("life", "--rcu=2", "--wait"));
        assertThat(created.out()).startsWith("Create changefeed successfully!\nID: life\nInfo: {");
        SITE.sql("INSERT INTO shop.item VALUES (1, 'pen')");
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        done(admin, "changefeed", "messages", "-c", "life").out())
                .contains("pen"));
        assertThat(done(admin, "changefeed", "list").out()).containsPattern("life +shop +RUNNING +\\d{4}-.* s");
        assertThat(done(admin, "changefeed", "query", "-c", "life").out())
                .containsPattern("state +RUNNING since ")
                .containsPattern("rows/s +\\d+ of 5000")
                .containsPattern("capacity +2 RCU")
                .containsPattern("lag by part +source ");
        assertThat(done(admin, "changefeed", "errors", "-c", "life").out()).isEqualTo("There were no errors.\n");
        assertThat(done(admin, "changefeed", "watch", "-c", "life", "--max=1").out())
                .contains("life RUNNING lag ");
        assertThat(done(admin, "changefeed", "scale", "-c", "life", "--rcu=4").out())
                .contains("up to 10000 rows/s");
        done(admin, "changefeed", "pause", "-c", "life");
        assertThat(done(admin, "changefeed", "query", "-c", "life", "-s").out()).containsPattern("state +PAUSED ");
        updateAndRewind();
        done(admin, "changefeed", "resume", "-c", "life", "--wait");
        done(admin, "changefeed", "pause", "-c", "life");
        admin.type("Y");
        done(admin, "changefeed", "resume", "-c", "life", "--overwrite-checkpoint-ts=now", "--wait");
        done(admin, "changefeed", "duplicate", "-c", "life", "--new-id=copy", "--paused");
        assertThat(done(admin, "changefeed", "list", "-a").out())
                .contains("copy")
                .contains("PAUSED");
        for (String id : List.of("life", "copy", "copy")) {
            done(admin, "changefeed", "remove", "-c", id);
        }
        assertThat(done(admin, "changefeed", "list").out())
                .doesNotContain("life")
                .doesNotContain("copy");
    }

    private static void updateAndRewind() throws IOException {
        Path file = Files.writeString(home.resolve("feed.toml"), "[filter]\nrules = ['shop.item']\n");
        admin.type("Y");
        Ending updated = done(admin, "changefeed", "update", "-c", "life", "--config=" + file);
        assertThat(updated.err())
                .contains("- config.filter.rules: [\"*.*\"]\n+ config.filter.rules: [\"shop.item\"]\n")
                .doesNotContain("ignore_ineligible_table");
        assertThat(done(admin, "changefeed", "update", "-c", "life", "--config=" + file)
                        .out())
                .contains("nothing was changed");
        assertThat(done(admin, "changefeed", "rewind", "-c", "life", "--to=now", "--preview")
                        .out())
                .contains("consequence");
        admin.type("Y");
        Ending moved = done(admin, "changefeed", "rewind", "-c", "life", "--to=now");
        assertThat(moved.err()).contains("Move the checkpoint? [Y/N]");
    }

    @Test
    void jsonIsWhatTheServerSays() throws Exception {
        String list = done(admin, "cluster", "list", "-o", "json").out();
        assertThat(new ObjectMapper()
                        .readTree(list)
                        .path("items")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo("shop");
        String verdict = done(admin, "changefeed", "list", "-o", "json").out();
        assertThat(new ObjectMapper().readTree(verdict).path("total").isInt()).isTrue();
    }

    @Test
    void aClusterIsShownTestedChangedAndRemoved() {
        assertThat(done(admin, "cluster", "list").out()).containsPattern("shop +The shop +mariadb +mariadb://");
        assertThat(done(admin, "cluster", "show", "shop").out())
                .containsPattern("version +11\\.4")
                .containsPattern("without key +1\n")
                .containsPattern("changefeeds +\\d of 5\n");
        assertThat(done(admin, "cluster", "tables", "shop").out())
                .containsPattern("shop\\.item +id\n")
                .containsPattern("shop\\.log +none\n");
        assertThat(done(admin, "cluster", "test", "shop").out()).contains("PASS ");
        assertThat(done(admin, "cluster", "test", source(), sourcePasswordFile())
                        .out())
                .contains("PASS ");
        done(admin, "cluster", "add", "--id=other", source(), sourcePasswordFile());
        assertThat(done(admin, "cluster", "edit", "other", "--name=Another").out())
                .containsPattern("name +Another\n");
        done(admin, "cluster", "remove", "other");
        assertThat(done(admin, "cluster", "list").out()).doesNotContain("Another");
    }

    @Test
    void aDryRunTellsTablesTopicsAndChecksAndCreatesNothing() {
        Ending ending = done(admin, create("dry", "--dry-run"));
        assertThat(ending.out()).contains("shop.item").contains("PASS ");
        assertThat(done(admin, "changefeed", "list").out()).doesNotContain("dry");
    }

    @Test
    void accountsAndTokensMayDoWhatTheirRoleSays() {
        admin.variable("TIDEGATE_NEW_PASSWORD", "a-long-enough-password-1");
        done(admin, "account", "create", "ben", "--role=operator");
        assertThat(done(admin, "account", "list").out()).containsPattern("ben +operator +password ");
        ClientShell ben = shell("ben").watch().typePassword("a-long-enough-password-1");
        assertThat(done(ben, "login", "ben").out()).contains("as ben (operator) until ");
        Ending made = done(ben, "token", "create", "--name=looks only", "--role=viewer", "--days=1", "-o", "json");
        assertThat(done(ben, "token", "list").out()).contains("looks only").contains("tidegate login");
        ClientShell looker = shell("looker").variable("TIDEGATE_TOKEN", field(made, "token"));
        done(looker, "changefeed", "list");
        refused(looker, USAGE, "TG:ErrForbidden", create("forbidden"));
        refused(ben, USAGE, "TG:ErrForbidden", "account", "list");
        done(ben, "token", "revoke", field(made, "id"));
        refused(looker, USAGE, "TG:ErrUnauthenticated", "changefeed", "list");
        ben.typePassword("a-long-enough-password-1")
                .typePassword("a-long-enough-password-2")
                .typePassword("a-long-enough-password-2");
        done(ben, "account", "password", "ben");
        done(admin, "account", "edit", "ben", "--role=viewer", "--disabled=true");
        refused(ben, USAGE, "TG:ErrUnauthenticated", "changefeed", "list");
        done(admin, "account", "remove", "ben");
    }

    @Test
    void aLoginIsKeptForItsOwnerAloneAndForgottenByLogout() throws IOException {
        admin.variable("TIDEGATE_NEW_PASSWORD", "a-long-enough-password-1");
        done(admin, "account", "create", "eve", "--role=viewer");
        ClientShell eve = shell("eve").variable("TIDEGATE_PASSWORD", "a-long-enough-password-1");
        ClientShell forgetful = shell("forgetful").variable("TIDEGATE_PASSWORD", "wrong");
        assertThat(refused(forgetful, USAGE, "TG:ErrUnauthenticated", "login", "eve")
                        .err())
                .contains("remedy: Check the name and the password.");
        done(eve, "login", "eve");
        Path file = home.resolve("eve/tokens.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        done(eve, "cluster", "list");
        done(eve, "logout");
        assertThat(Files.readString(file)).isEqualTo("{}");
        refused(eve, USAGE, "TG:ErrUnauthenticated", "cluster", "list");
        refused(eve, USAGE, "TG:ErrInvalidArgument", "logout");
    }

    static Stream<Arguments> mistakes() {
        String broker = SITE.brokers();
        return Stream.of(
                arguments(USAGE, "CDC:ErrChangeFeedNotExists", List.of("changefeed", "query", "-c", "nowhere")),
                arguments(USAGE, "CDC:ErrChangeFeedNotExists", List.of("changefeed", "pause", "-c", "nowhere")),
                arguments(USAGE, "CDC:ErrChangeFeedNotExists", List.of("changefeed", "watch", "-c", "nowhere")),
                arguments(USAGE, "CDC:ErrAPIInvalidParam", List.of(create("bad_id"))),
                arguments(USAGE, "CDC:ErrAPIInvalidParam", List.of("changefeed", "list", "--namespace=elsewhere")),
                arguments(
                        USAGE,
                        "CDC:ErrSinkURIInvalid",
                        List.of("changefeed", "create", "--sink-uri=blackhole://", "--no-confirm")),
                arguments(
                        CONNECTION,
                        "CDC:ErrKafkaNewProducer",
                        List.of(
                                "changefeed",
                                "create",
                                "--sink-uri=kafka://127.0.0.1:1/a?protocol=canal-json",
                                "--no-confirm")),
                arguments(
                        USAGE,
                        "CDC:ErrTargetTsBeforeStartTs",
                        List.of(
                                "changefeed",
                                "create",
                                "--sink-uri=kafka://" + broker + "/a?protocol=canal-json",
                                "--target-ts=1",
                                "--no-confirm")),
                arguments(USAGE, "TG:ErrClusterNotExists", List.of("cluster", "show", "nowhere")),
                arguments(
                        USAGE,
                        "TG:ErrClusterAlreadyExists",
                        List.of("cluster", "add", "--id=shop", source(), sourcePasswordFile())),
                arguments(
                        USAGE,
                        "TG:ErrSourceURIInvalid",
                        List.of("cluster", "add", "--id=x", "--source=oracle://a@b:1/", sourcePasswordFile())));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsOneErrorWithARemedy(int status, String code, List<String> command) {
        refused(admin, status, code, command.toArray(String[]::new));
    }

    @Test
    void anIdIsTakenOnceAndARunningChangefeedIsNotChanged() {
        done(admin, create("once", "--wait"));
        refused(admin, USAGE, "CDC:ErrChangeFeedAlreadyExists", create("once"));
        refused(
                admin,
                USAGE,
                "CDC:ErrChangefeedUpdateRefused",
                "changefeed",
                "update",
                "-c",
                "once",
                "--name=x",
                "--no-confirm");
        refused(admin, USAGE, "CDC:ErrChangefeedUpdateRefused", "changefeed", "resume", "-c", "once");
        refused(admin, USAGE, "TG:ErrClusterInUse", "cluster", "remove", "shop");
        done(admin, "changefeed", "remove", "-c", "once");
    }

    @Test
    void whoHasNoTokenIsToldHowToGetOne() {
        Ending ending = refused(shell("stranger"), USAGE, "TG:ErrUnauthenticated", "changefeed", "list");
        assertThat(ending.err()).contains("tidegate login").contains("TIDEGATE_TOKEN");
        refused(
                shell("stranger").variable("TIDEGATE_TOKEN", "tg_nonsense"),
                USAGE,
                "TG:ErrUnauthenticated",
                "changefeed",
                "list");
    }

    private static ClientShell shell(String name) {
        return new ClientShell(home.resolve(name))
                .variable("TIDEGATE_SERVER", server.url().toString());
    }

    private static String[] create(String id, String... options) {
        return Stream.concat(
                        Stream.of(
                                "changefeed",
                                "create",
                                "-c",
                                id,
                                "--no-confirm",
                                "--sink-uri=kafka://" + SITE.brokers() + "/" + id + "?protocol=canal-json"),
                        Stream.of(options))
                .toArray(String[]::new);
    }

    private static String source() {
        return "--source=mariadb://" + SITE.database().adminUser() + "@127.0.0.1:"
                + SITE.database().port() + "/?tls=disabled";
    }

    private static String sourcePasswordFile() {
        return "--source-password-file=" + sourcePassword;
    }

    private static Ending done(ClientShell shell, String... command) {
        Ending ending = shell.run(command);
        assertThat(ending.status()).as(ending.err()).isZero();
        assertThat(ending.out() + ending.err()).doesNotContain(SITE.database().adminPassword());
        return ending;
    }

    private static Ending refused(ClientShell shell, int status, String code, String... command) {
        Ending ending = shell.run(command);
        List<String> lines = ending.err().lines().toList();
        assertThat(lines).as(ending.err()).anyMatch(line -> line.startsWith("error " + code + ": "));
        assertThat(lines).filteredOn(line -> line.startsWith("remedy: ")).hasSize(1);
        assertThat(ending.err())
                .doesNotContain("Exception")
                .doesNotContain(SITE.database().adminPassword());
        assertThat(ending.status()).isEqualTo(status);
        return ending;
    }

    private static String field(Ending ending, String name) {
        try {
            return new ObjectMapper().readTree(ending.out()).path(name).asText();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}

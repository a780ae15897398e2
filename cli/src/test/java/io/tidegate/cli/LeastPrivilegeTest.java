package io.tidegate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.testkit.ledger.TopicReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Changefeeds from a database into a broker where their login may do what they need and nothing else. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeastPrivilegeTest {
    private static EmbeddedMariaDb server;
    private static EmbeddedKafka kafka;

    @TempDir
    private Path directory;

    /** How a command ended. */
    private record Ending(int status, String out, String err) {}

    @BeforeAll
    static void start() {
        server = EmbeddedMariaDb.builder().build().start();
        EmbeddedKafka.Builder broker = EmbeddedKafka.builder()
                .listener("LOGIN", "SASL_PLAINTEXT")
                .property("listener.name.login.sasl.enabled.mechanisms", "PLAIN")
                .property(
                        "listener.name.login.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required user_least=\"p\""
                                + " user_given=\"p\" user_nobody=\"p\";")
                .property("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .property("super.users", "User:ANONYMOUS");
        kafka = broker.build().start();
    }

    @AfterAll
    static void stop() {
        if (kafka != null) {
            kafka.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void createAndWriteOnTheTopicsAndDescribeConfigsOnTheClusterAreEnough() throws Exception {
        grant("least", ResourceType.TOPIC, "cdc.", PatternType.PREFIXED, AclOperation.CREATE);
        grant("least", ResourceType.TOPIC, "cdc.", PatternType.PREFIXED, AclOperation.WRITE);
        grant("least", ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL, AclOperation.DESCRIBE_CONFIGS);
        String begin = end();
        sql(
                "CREATE DATABASE least",
                "CREATE TABLE least.early (id INT PRIMARY KEY)",
                "INSERT INTO least.early VALUES (1)");
        Ending check = check("json", "least", "cdc.default", "cdc.{schema}.{table}", List.of());
        assertThat(check.status()).as(check.out()).isZero();
        for (JsonNode line : new ObjectMapper().readTree(check.out())) {
            if (line.path("code").asText().startsWith("K")) {
                assertThat(line.path("status").asText()).as(line.toString()).isEqualTo("PASS");
            }
        }
        sql("CREATE TABLE least.late (id INT PRIMARY KEY)", "INSERT INTO least.late VALUES (2)");
        Ending run = run("least", "cdc.default", "cdc.{schema}.{table}", begin, List.of());
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(values("cdc.least.early"))
                .anyMatch(value -> value.contains("\"INSERT\"") && value.contains("\"1\""));
        assertThat(values("cdc.least.late")).anyMatch(value -> value.contains("\"INSERT\"") && value.contains("\"2\""));
        assertThat(values("cdc.default")).anyMatch(value -> value.contains("CREATE DATABASE"));
    }

    @Test
    void topicsThatWereMadeBeforehandNeedWriteAlone() throws Exception {
        for (String topic : List.of("given", "given_t")) {
            create(topic);
            grant("given", ResourceType.TOPIC, topic, PatternType.LITERAL, AclOperation.WRITE);
        }
        String begin = end();
        sql("CREATE DATABASE given", "CREATE TABLE given.t (id INT PRIMARY KEY)", "INSERT INTO given.t VALUES (7)");
        Ending run = run("given", "given", "{schema}_{table}", begin, List.of("auto-create-topic=false"));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(values("given_t")).anyMatch(value -> value.contains("\"INSERT\"") && value.contains("\"7\""));
    }

    @Test
    void aMissingPermissionEndsTheStartWithTheCommandThatGrantsIt() throws Exception {
        create("nobody");
        String begin = end();
        sql("CREATE DATABASE nobody", "CREATE TABLE nobody.t (id INT PRIMARY KEY)");
        Ending run = run("nobody", "nobody", "", begin, List.of("auto-create-topic=false"));
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .contains("error TG:ErrKafkaAccessDenied: ", "User:nobody may not Write on topic nobody")
                .contains("remedy: kafka-acls.sh --bootstrap-server " + kafka.bootstrapServers("LOGIN")
                        + " --command-config admin.properties --add --allow-principal User:nobody --operation Write"
                        + " --topic nobody");
        Ending check = check("text", "nobody", "nobody", "", List.of("auto-create-topic=false"));
        assertThat(check.status()).isEqualTo(3);
        assertThat(check.out().lines())
                .contains(
                        "FAIL K009 topic nobody: User:nobody may not Write, which is needed to send messages",
                        "  remedy: kafka-acls.sh --bootstrap-server " + kafka.bootstrapServers("LOGIN")
                                + " --command-config admin.properties --add --allow-principal User:nobody --operation"
                                + " Write --topic nobody");
    }

    private Ending run(String name, String topic, String expression, String begin, List<String> parameters)
            throws Exception {
        List<String> arguments = arguments("run", name, topic, expression, parameters);
        arguments.add("--data-dir=" + directory.resolve("data-" + name));
        arguments.add("--tz=UTC");
        arguments.add("--start=binlog:" + begin);
        arguments.add("--until=now");
        return execute(arguments);
    }

    private Ending check(String output, String name, String topic, String expression, List<String> parameters)
            throws Exception {
        List<String> arguments = arguments("check", name, topic, expression, parameters);
        arguments.add("--output=" + output);
        return execute(arguments);
    }

    private List<String> arguments(
            String command, String name, String topic, String expression, List<String> parameters) throws Exception {
        Path config = Files.writeString(
                directory.resolve(name + ".toml"),
                "filter.rules = ['" + name + ".*']\n[[sink.dispatchers]]\nmatcher = ['*.*']\ntopic = '" + expression
                        + "'\n");
        StringBuilder uri = new StringBuilder("--sink-uri=kafka://" + kafka.bootstrapServers("LOGIN") + "/" + topic
                + "?protocol=canal-json&sasl-mechanism=plain&sasl-password=p&sasl-user=" + name);
        parameters.forEach(parameter -> uri.append('&').append(parameter));
        return new ArrayList<>(List.of(
                command,
                "--source=mariadb://" + server.adminUser() + "@127.0.0.1:" + server.port() + "/?tls=disabled",
                "--source-password-file=" + Files.writeString(directory.resolve("password"), server.adminPassword()),
                uri.toString(),
                "--config=" + config));
    }

    private static Ending execute(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                new CommandLine(new Main()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = Main.run(command, arguments.toArray(String[]::new));
        return new Ending(status, out.toString(), err.toString());
    }

    private static List<String> values(String topic) {
        List<String> values = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), topic::equals)) {
            reader.readToEnd(record -> values.add(new String(record.value(), UTF_8)));
        }
        return values;
    }

    private static void create(String topic) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static void grant(String user, ResourceType type, String name, PatternType pattern, AclOperation operation)
            throws Exception {
        try (Admin admin = admin()) {
            admin.createAcls(List.of(new AclBinding(
                            new ResourcePattern(type, name, pattern),
                            new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW))))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    private static String end() throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW MASTER STATUS")) {
            rows.next();
            return rows.getString(1) + ":" + rows.getString(2);
        }
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}

package io.tidegate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.embedded.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Changefeeds from a database into a broker where their login may do what they need and nothing else. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LeastPrivilegeTest {
    @RegisterExtension
    private static final Site SITE = new Site(guardedBroker(), "LOGIN");

    @TempDir
    private Path directory;

    private static EmbeddedKafka.Builder guardedBroker() {
        return EmbeddedKafka.builder()
                .listener("LOGIN", "SASL_PLAINTEXT")
                .property("listener.name.login.sasl.enabled.mechanisms", "PLAIN")
                .property(
                        "listener.name.login.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required user_least=\"p\""
                                + " user_given=\"p\" user_nobody=\"p\";")
                .property("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .property("super.users", "User:ANONYMOUS");
    }

    @Test
    void createAndWriteOnTheTopicsAndDescribeConfigsOnTheClusterAreEnough() throws Exception {
        grant("least", ResourceType.TOPIC, "cdc.", PatternType.PREFIXED, AclOperation.CREATE);
        grant("least", ResourceType.TOPIC, "cdc.", PatternType.PREFIXED, AclOperation.WRITE);
        grant("least", ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL, AclOperation.DESCRIBE_CONFIGS);
        String begin = SITE.end();
        SITE.sql(
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
        SITE.sql("CREATE TABLE least.late (id INT PRIMARY KEY)", "INSERT INTO least.late VALUES (2)");
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
            SITE.createTopic(topic, Map.of());
            grant("given", ResourceType.TOPIC, topic, PatternType.LITERAL, AclOperation.WRITE);
        }
        String begin = SITE.end();
        SITE.sql(
                "CREATE DATABASE given", "CREATE TABLE given.t (id INT PRIMARY KEY)", "INSERT INTO given.t VALUES (7)");
        Ending run = run("given", "given", "{schema}_{table}", begin, List.of("auto-create-topic=false"));
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(values("given_t")).anyMatch(value -> value.contains("\"INSERT\"") && value.contains("\"7\""));
    }

    @Test
    void aMissingPermissionEndsTheStartWithTheCommandThatGrantsIt() throws Exception {
        SITE.createTopic("nobody", Map.of());
        String begin = SITE.end();
        SITE.sql("CREATE DATABASE nobody", "CREATE TABLE nobody.t (id INT PRIMARY KEY)");
        Ending run = run("nobody", "nobody", "", begin, List.of("auto-create-topic=false"));
        assertThat(run.status()).isEqualTo(3);
        assertThat(run.err())
                .contains("error TG:ErrKafkaAccessDenied: ", "User:nobody may not Write on topic nobody")
                .contains("remedy: kafka-acls.sh --bootstrap-server " + SITE.brokers()
                        + " --command-config admin.properties --add --allow-principal User:nobody --operation Write"
                        + " --topic nobody");
        Ending check = check("text", "nobody", "nobody", "", List.of("auto-create-topic=false"));
        assertThat(check.status()).isEqualTo(3);
        assertThat(check.out().lines())
                .contains(
                        "FAIL K009 topic nobody: User:nobody may not Write, which is needed to send messages",
                        "  remedy: kafka-acls.sh --bootstrap-server " + SITE.brokers()
                                + " --command-config admin.properties --add --allow-principal User:nobody --operation"
                                + " Write --topic nobody");
    }

    private Ending run(String name, String topic, String expression, String begin, List<String> parameters)
            throws IOException {
        return SITE.run(
                directory, target(name, topic, parameters), configuration(name, expression), "--start=binlog:" + begin);
    }

    private Ending check(String output, String name, String topic, String expression, List<String> parameters)
            throws IOException {
        return SITE.command(
                "check",
                directory,
                target(name, topic, parameters),
                configuration(name, expression),
                List.of("--output=" + output));
    }

    private static String target(String name, String topic, List<String> parameters) {
        String login = "&sasl-mechanism=plain&sasl-password=p&sasl-user=" + name;
        return topic + "?protocol=canal-json" + login
                + parameters.stream().map(parameter -> "&" + parameter).collect(Collectors.joining());
    }

    private static String configuration(String name, String expression) {
        return """
                filter.rules = ['%s.*']
                sink.dispatchers = [{matcher = ['*.*'], topic = '%s'}]
                """.formatted(name, expression);
    }

    private static List<String> values(String topic) {
        return SITE.records(topic).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }

    private static void grant(String user, ResourceType type, String name, PatternType pattern, AclOperation operation)
            throws Exception {
        try (Admin admin = SITE.admin()) {
            admin.createAcls(List.of(new AclBinding(
                            new ResourcePattern(type, name, pattern),
                            new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW))))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }
}

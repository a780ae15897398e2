package io.tidegate.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.check.Check;
import io.tidegate.check.Check.Status;
import io.tidegate.config.SaslConfig;
import io.tidegate.config.SaslConfig.Mechanism;
import io.tidegate.config.Secret;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.error.TidegateException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** What a login may do and what it needs, on a broker where nobody may do anything unless it is granted. */
@Timeout(120)
class PermissionChecksTest {
    private static final List<String> USERS = List.of("least", "given", "blind", "stranger", "writer", "slow", "cdc");
    private static final String ADMINISTRATOR = """
            security.protocol=SASL_PLAINTEXT
            sasl.mechanism=PLAIN
            sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="admin" password="p";
            """;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startBroker() {
        EmbeddedKafka.Builder builder = EmbeddedKafka.builder()
                .plainUser("admin", "p")
                .listener("OPEN", "PLAINTEXT")
                .property("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .property("super.users", "User:admin;User:ANONYMOUS");
        USERS.forEach(user -> builder.plainUser(user, "p"));
        kafka = builder.build().start();
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void createAndWriteOnTheTopicsAndDescribeConfigsOnTheClusterPassEveryCheckAndSend() throws Exception {
        create("least-old");
        grant("least", ResourceType.TOPIC, "least", PatternType.PREFIXED, AclOperation.CREATE);
        grant("least", ResourceType.TOPIC, "least", PatternType.PREFIXED, AclOperation.WRITE);
        grant("least", ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL, AclOperation.DESCRIBE_CONFIGS);
        SinkSettings settings = settings("least-old", "least");
        try (KafkaSink sink = new KafkaSink(settings.build(), "test")) {
            List<Check> found = sink.check(List.of("least-old", "least-new"));
            assertThat(found).allSatisfy(check -> assertThat(check.status()).isEqualTo(Status.PASS));
            assertThat(shown(found))
                    .contains(
                            "PASS K009 cluster: User:least may DescribeConfigs",
                            "PASS K009 topic least-old: User:least may Write",
                            "PASS K004 least-new: is missing and can be created with 1 partition");
            sink.start();
            assertThat(sink.partitions("least-new")).isEqualTo(1);
            assertThat(sink.maxMessageBytes("least-new")).isEqualTo(1_048_588 - 128);
            sink.deliver("least-old", 1, new EncodedMessage(null, "a".getBytes(UTF_8)));
            sink.deliver("least-new", 1, new EncodedMessage(null, "b".getBytes(UTF_8)));
        }
        assertThat(PartitionReader.values(kafka.bootstrapServers("OPEN"), "least-new", 0))
                .containsExactly("b");
    }

    @Test
    void topicsThatAreThereNeedWriteAlone() throws Exception {
        create("prepared");
        grant("given", ResourceType.TOPIC, "prepared", PatternType.LITERAL, AclOperation.WRITE);
        SinkSettings settings = settings("prepared", "given");
        settings.autoCreate = false;
        try (KafkaSink sink = new KafkaSink(settings.build(), "test")) {
            assertThat(sink.check(List.of("prepared")))
                    .noneSatisfy(check -> assertThat(check.status()).isEqualTo(Status.FAIL));
            sink.start();
            sink.deliver("prepared", 1, new EncodedMessage(null, "a".getBytes(UTF_8)));
        }
    }

    @Test
    void withoutDescribeConfigsTheLimitIsUnknownAndTheCommandIsTold() throws Exception {
        create("unseen-limit");
        grant("blind", ResourceType.TOPIC, "unseen-limit", PatternType.LITERAL, AclOperation.WRITE);
        List<Check> found = checks("blind", "unseen-limit");
        assertThat(shown(found))
                .contains(
                        "WARN K008 unseen-limit: its limit cannot be read; messages up to max-message-bytes=10485760 will"
                                + " be tried",
                        "WARN K009 cluster: User:blind may not DescribeConfigs, which is needed to know how large messages"
                                + " may be and how many replicas have to acknowledge");
        assertThat(found).filteredOn(check -> check.status() == Status.WARN).allSatisfy(check -> assertThat(
                        check.remedy())
                .isEqualTo("kafka-acls.sh --bootstrap-server " + kafka.bootstrapServers()
                        + " --command-config admin.properties --add --allow-principal User:blind"
                        + " --operation DescribeConfigs --cluster"));
    }

    @Test
    void rightsOnTheClusterAreLookedAtBeforeTopicsAreChosen() {
        List<Check> found = new ArrayList<>();
        assertThat(BrokerChecks.run(settings("nobody-made-this", "slow").build(), found::add))
                .hasValue(1);
        assertThat(shown(found))
                .contains("PASS K006 cluster: has 1 broker")
                .anyMatch(line -> line.startsWith("PASS K002") && line.endsWith("as User:slow is accepted"))
                .anyMatch(line -> line.startsWith("WARN K009 cluster: User:slow may not DescribeConfigs"))
                .noneMatch(line -> line.contains("nobody-made-this"));
        assertThat(found).noneMatch(check -> check.status() == Status.FAIL);
    }

    @Test
    void theCommandsOfTheRemediesMendWhatIsMissing() throws Exception {
        create("closed");
        List<Check> found = checks("stranger", "closed");
        assertThat(shown(found))
                .contains("FAIL K009 topic closed: User:stranger may not Write, which is needed to send messages");
        for (Check check : found) {
            if (check.status() != Status.PASS) {
                assertThat(KafkaTools.run(check.remedy(), ADMINISTRATOR))
                        .as(check.remedy())
                        .isZero();
            }
        }
        assertThat(checks("stranger", "closed"))
                .allSatisfy(check -> assertThat(check.status()).isEqualTo(Status.PASS));
    }

    @Test
    void aTopicThatCannotBeSeenIsNotTakenForMissingWhenItMayNotBeCreated() throws Exception {
        create("hidden");
        SinkSettings settings = settings("hidden", "writer");
        settings.autoCreate = false;
        assertThat(shown(SinkAttempt.checks(settings)))
                .contains("FAIL K009 topic hidden: User:writer may not Write, which is needed to send messages")
                .noneMatch(line -> line.contains("K004"));
        TidegateException refusal = SinkAttempt.refusal(settings);
        assertThat(refusal.detail()).contains("User:writer may not Write on topic hidden");
        assertThat(refusal.remedy()).endsWith("--operation Write --topic hidden");
    }

    @Test
    void aTopicThatMayNotBeCreatedComesWithTwoWaysOut() throws Exception {
        grant("writer", ResourceType.TOPIC, "never", PatternType.LITERAL, AclOperation.WRITE);
        Check check = SinkAttempt.line(checks("writer", "never"), "K004");
        assertThat(check.status()).isEqualTo(Status.FAIL);
        assertThat(check.text()).contains("is missing, and User:writer may not Create on topic never");
        String[] ways = check.remedy().split(" or create it beforehand: ");
        assertThat(KafkaTools.run(ways[0], ADMINISTRATOR)).isZero();
        assertThat(SinkAttempt.line(checks("writer", "never"), "K004").text()).contains("can be created");
        assertThat(KafkaTools.run(ways[1], ADMINISTRATOR)).isZero();
        assertThat(SinkAttempt.line(checks("writer", "never"), "K004").text()).isEqualTo("exists");
    }

    @Test
    void aTopicThatAppearsWhileTheFeedRunsAndMayNotBeCreatedIsNamedWithTheCommand() throws Exception {
        create("slow-default");
        grant("slow", ResourceType.TOPIC, "slow-default", PatternType.LITERAL, AclOperation.WRITE);
        try (KafkaSink sink = new KafkaSink(settings("slow-default", "slow").build(), "test")) {
            sink.start();
            TidegateException refusal =
                    catchThrowableOfType(TidegateException.class, () -> sink.partitions("slow-later"));
            assertThat(refusal.detail()).contains("User:slow may not Create on topic slow-later");
            assertThat(KafkaTools.run(refusal.remedy(), ADMINISTRATOR)).isZero();
            TidegateException second =
                    catchThrowableOfType(TidegateException.class, () -> sink.partitions("slow-later"));
            assertThat(second.detail()).contains("User:slow may not Write on topic slow-later");
            assertThat(KafkaTools.run(second.remedy(), ADMINISTRATOR)).isZero();
            assertThat(sink.partitions("slow-later")).isEqualTo(1);
            sink.deliver("slow-later", 1, new EncodedMessage(null, "a".getBytes(UTF_8)));
        }
    }

    @Test
    void theCommandsOfTheManualGrantAllThatIsNeeded() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "kafka.md")).replace("\\\n      ", "");
        List<String> commands = page.lines()
                .filter(line -> line.startsWith("    kafka-acls.sh"))
                .map(line -> line.strip().replace("broker-1.example:9093", kafka.bootstrapServers()))
                .toList();
        assertThat(commands).hasSize(2);
        for (String command : commands) {
            assertThat(KafkaTools.run(command, ADMINISTRATOR)).as(command).isZero();
        }
        try (KafkaSink sink = new KafkaSink(settings("shop", "cdc").build(), "test")) {
            sink.start();
            sink.deliver("shop", 1, new EncodedMessage(null, "a".getBytes(UTF_8)));
            assertThat(sink.check(List.of("shop", "shop-orders")))
                    .allSatisfy(check -> assertThat(check.status()).isEqualTo(Status.PASS));
        }
    }

    private static List<String> shown(List<Check> found) {
        return found.stream()
                .map(check -> check.status() + " " + check.code() + " " + check.subject() + ": " + check.text())
                .toList();
    }

    private static List<Check> checks(String user, String topic) {
        return SinkAttempt.checks(settings(topic, user));
    }

    private static SinkSettings settings(String topic, String user) {
        SinkSettings settings = new SinkSettings(kafka.bootstrapServers(), topic);
        settings.sasl = new SaslConfig.Password(Mechanism.PLAIN, user, new Secret("p"));
        return settings;
    }

    private static void create(String topic) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
            TopicChecksTest.awaitVisible(admin, topic);
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
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers("OPEN")));
    }
}

package io.tidegate.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.check.Check;
import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.config.DeliveryConfig;
import io.tidegate.config.SaslConfig;
import io.tidegate.config.SaslConfig.Mechanism;
import io.tidegate.config.Secret;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
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

/** What a login must be permitted for delivery exactly once, and what it hears when it is not. */
@Timeout(120)
class TransactionRightsTest {
    private static final DeliveryConfig DELIVERY =
            new DeliveryConfig(true, Duration.ofMillis(100), 1 << 20, Duration.ofMinutes(1));

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.builder()
                .plainUser("admin", "admin-secret")
                .plainUser("cdc", "cdc-secret")
                .plainUser("nobody", "nobody-secret")
                .property("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .property("super.users", "User:admin;User:ANONYMOUS")
                .build()
                .start();
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void theRightsOfTheDocumentationAreEnough() throws Exception {
        grant("cdc", ResourceType.TOPIC, "orders", AclOperation.CREATE, AclOperation.WRITE);
        grant("cdc", ResourceType.CLUSTER, "kafka-cluster", AclOperation.DESCRIBE_CONFIGS);
        grant("cdc", ResourceType.TRANSACTIONAL_ID, "tidegate.s.orders", AclOperation.WRITE);
        grant(
                "cdc",
                ResourceType.TOPIC,
                CheckpointTopic.NAME,
                AclOperation.CREATE,
                AclOperation.WRITE,
                AclOperation.READ);
        try (TransactionalKafkaSink sink = sink("cdc", "orders")) {
            sink.start();
            sink.deliver("orders", 1, new EncodedMessage(null, "x".getBytes(UTF_8)));
            sink.commit(new Checkpoint(1, "one", "state"));
        }
        try (TransactionalKafkaSink next = sink("cdc", "orders")) {
            assertThat(next.check(List.of("orders"))).noneMatch(check -> check.status() == Check.Status.FAIL);
            next.start();
            assertThat(next.committed()).contains(new Checkpoint(1, "one", "state"));
        }
    }

    @Test
    void withoutTransactionsTheErrorAndTheCheckTellTheCommandThatPermitsThem() throws Exception {
        grant("nobody", ResourceType.TOPIC, "items", AclOperation.CREATE, AclOperation.WRITE);
        grant("nobody", ResourceType.CLUSTER, "kafka-cluster", AclOperation.DESCRIBE_CONFIGS);
        grant(
                "nobody",
                ResourceType.TOPIC,
                CheckpointTopic.NAME,
                AclOperation.CREATE,
                AclOperation.WRITE,
                AclOperation.READ);
        try (TransactionalKafkaSink sink = sink("nobody", "items")) {
            assertThat(sink.check(List.of("items"))).anySatisfy(check -> {
                assertThat(check.code()).isEqualTo("K011");
                assertThat(check.status()).isEqualTo(Check.Status.FAIL);
                assertThat(check.remedy()).contains("--operation Write", "--transactional-id tidegate.");
            });
            TidegateException denied = catchThrowableOfType(TidegateException.class, sink::start);
            assertThat(denied.code()).isEqualTo(ErrorCode.KAFKA_ACCESS_DENIED);
            assertThat(denied.remedy()).contains("--allow-principal User:nobody", "--transactional-id tidegate.");
        }
    }

    private static TransactionalKafkaSink sink(String user, String topic) {
        SinkSettings settings = new SinkSettings(kafka.bootstrapServers(), topic).partitions(1);
        settings.sasl = new SaslConfig.Password(Mechanism.PLAIN, user, new Secret(user + "-secret"));
        return new TransactionalKafkaSink(
                settings.build(), DELIVERY, new FeedIdentity("s", topic, InstantSource.system()), topic);
    }

    private static void grant(String user, ResourceType type, String name, AclOperation... operations)
            throws Exception {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"admin\""
                        + " password=\"admin-secret\";"))) {
            for (AclOperation operation : operations) {
                admin.createAcls(List.of(new AclBinding(
                                new ResourcePattern(type, name, PatternType.LITERAL),
                                new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW))))
                        .all()
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }
}

package io.tidegate.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tidegate.check.Check;
import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.config.SaslConfig;
import io.tidegate.config.SaslConfig.Mechanism;
import io.tidegate.config.Secret;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.List;
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
import org.assertj.core.api.ObjectAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker with logins and permissions; the user admin may do everything, the others nothing until it is granted. */
@Timeout(90)
class SecuredClusterTest {
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.builder()
                .plainUser("admin", "all \\ \"quoted\"")
                .plainUser("reader", "reader-secret")
                .plainUser("writer", "writer-secret")
                .scramUser("SCRAM-SHA-256", "admin", "scram256")
                .scramUser("SCRAM-SHA-512", "admin", "scram512")
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
    void plainLogsInWithAPasswordOfSpecialCharacters() throws Exception {
        assertDelivers(Mechanism.PLAIN, "all \\ \"quoted\"");
    }

    @Test
    void scram256LogsIn() throws Exception {
        assertDelivers(Mechanism.SCRAM_SHA_256, "scram256");
    }

    @Test
    void scram512LogsIn() throws Exception {
        assertDelivers(Mechanism.SCRAM_SHA_512, "scram512");
    }

    @Test
    void aWrongPasswordIsRefusedAtTheStartWithoutShowingIt() {
        assertDenied(settings("t", Mechanism.PLAIN, "admin", "wrong-secret"))
                .satisfies(failure -> assertThat(failure.detail()).contains("user admin", "PLAIN"))
                .satisfies(failure -> assertThat(failure).message().doesNotContain("wrong-secret"));
    }

    @Test
    void aWrongScramPasswordIsRefusedAtTheStart() {
        assertDenied(settings("t", Mechanism.SCRAM_SHA_512, "admin", "wrong"))
                .satisfies(failure -> assertThat(failure.detail()).contains("SCRAM-SHA-512"));
    }

    @Test
    void noLoginWhereOneIsNeededIsSaidToBeMissing() {
        try (KafkaSink sink = new KafkaSink(new SinkSettings(kafka.bootstrapServers(), "t").build(), "test")) {
            assertThatThrownBy(sink::start)
                    .asInstanceOf(type(TidegateException.class))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.KAFKA_UNREACHABLE))
                    .satisfies(failure -> assertThat(failure.detail()).contains("it wants a login"))
                    .satisfies(failure -> assertThat(failure.remedy()).contains("sasl-mechanism"));
        }
    }

    @Test
    void aTopicThatMayNotBeCreatedComesWithTheCommandThatPermitsIt() {
        assertDenied(settings("forbidden", Mechanism.PLAIN, "reader", "reader-secret"))
                .satisfies(failure -> assertThat(failure.detail()).contains("User:reader may not Create", "forbidden"))
                .satisfies(failure -> assertThat(failure.remedy())
                        .startsWith("kafka-acls.sh")
                        .contains("--allow-principal User:reader --operation Create --topic forbidden"));
    }

    @Test
    void aTopicThatMayNotBeWrittenComesWithTheCommandThatPermitsIt() throws Exception {
        create("described");
        grant("writer", "described", AclOperation.DESCRIBE);
        assertDenied(settings("described", Mechanism.PLAIN, "writer", "writer-secret"))
                .satisfies(failure ->
                        assertThat(failure.detail()).contains("User:writer may not Write on topic described"))
                .satisfies(failure -> assertThat(failure.remedy()).contains("--operation Write --topic described"));
    }

    @Test
    void writeOnATopicIsEnoughToSendToIt() throws Exception {
        create("writable");
        grant("writer", "writable", AclOperation.WRITE);
        try (KafkaSink sink = new KafkaSink(
                settings("writable", Mechanism.PLAIN, "writer", "writer-secret").build(), "test")) {
            sink.start();
            sink.deliver("writable", 1, new EncodedMessage(null, "x".getBytes(UTF_8)));
        }
    }

    @Test
    void checksTellWhatIsMissing() throws Exception {
        create("looked");
        grant("reader", "looked", AclOperation.DESCRIBE);
        try (KafkaSink sink = new KafkaSink(
                settings("looked", Mechanism.PLAIN, "reader", "reader-secret").build(), "test")) {
            List<Check> found = sink.check(List.of("looked", "unseen"));
            assertThat(status(found, "K002", kafka.bootstrapServers())).isEqualTo(Check.Status.PASS);
            assertThat(status(found, "K009", "topic looked")).isEqualTo(Check.Status.FAIL);
            assertThat(status(found, "K004", "unseen")).isEqualTo(Check.Status.WARN);
            assertThat(status(found, "K009", "topic unseen")).isEqualTo(Check.Status.FAIL);
            assertThat(found)
                    .filteredOn(check -> check.status() == Check.Status.FAIL)
                    .allSatisfy(check -> assertThat(check.remedy()).startsWith("kafka-acls.sh"));
        }
    }

    @Test
    void checksOfAUserWhoMayDoEverythingPassAndChangeNothing() throws Exception {
        create("complete");
        try (KafkaSink sink = new KafkaSink(
                settings("complete", Mechanism.PLAIN, "admin", "all \\ \"quoted\"")
                        .build(),
                "test")) {
            List<Check> found = sink.check(List.of("complete", "notYet"));
            assertThat(found).allSatisfy(check -> assertThat(check.status()).isEqualTo(Check.Status.PASS));
            assertThat(found)
                    .extracting(Check::code)
                    .containsExactly(
                            "K001", "K002", "K003", "K004", "K005", "K007", "K008", "K007", "K004", "K008", "K009",
                            "K009");
        }
        try (Admin admin = admin()) {
            assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS)).doesNotContain("notYet");
        }
    }

    @Test
    void checksReportAWrongPassword() {
        try (KafkaSink sink =
                new KafkaSink(settings("t", Mechanism.PLAIN, "admin", "wrong").build(), "test")) {
            List<Check> found = sink.check(List.of("t"));
            assertThat(status(found, "K002", kafka.bootstrapServers())).isEqualTo(Check.Status.FAIL);
        }
    }

    private static Check.Status status(List<Check> found, String code, String subject) {
        return found.stream()
                .filter(check -> check.code().equals(code) && check.subject().equals(subject))
                .findFirst()
                .orElseThrow()
                .status();
    }

    private static void assertDelivers(Mechanism mechanism, String password) throws InterruptedException {
        String topic = "by-" + mechanism.kafkaName();
        try (KafkaSink sink = new KafkaSink(
                settings(topic, mechanism, "admin", password).partitions(1).build(), "test")) {
            sink.start();
            sink.deliver(topic, 1, new EncodedMessage(null, "x".getBytes(UTF_8)));
        }
    }

    private static ObjectAssert<TidegateException> assertDenied(SinkSettings settings) {
        try (KafkaSink sink = new KafkaSink(settings.build(), "test")) {
            return assertThatThrownBy(sink::start)
                    .asInstanceOf(type(TidegateException.class))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.KAFKA_ACCESS_DENIED));
        }
    }

    private static SinkSettings settings(String topic, Mechanism mechanism, String user, String password) {
        SinkSettings settings = new SinkSettings(kafka.bootstrapServers(), topic);
        settings.sasl = new SaslConfig.Password(mechanism, user, new Secret(password));
        return settings;
    }

    private static void create(String topic) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static void grant(String user, String topic, AclOperation operation) throws Exception {
        try (Admin admin = admin()) {
            admin.createAcls(List.of(new AclBinding(
                            new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                            new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW))))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static Admin admin() {
        KafkaSinkConfig config =
                settings("t", Mechanism.PLAIN, "admin", "all \\ \"quoted\"").build();
        return Admin.create(new ClientSettings(config, new ClientSecurity(config), "test").admin());
    }
}

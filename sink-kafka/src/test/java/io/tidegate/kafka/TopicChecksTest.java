package io.tidegate.kafka;

import static io.tidegate.kafka.SinkAttempt.checks;
import static io.tidegate.kafka.SinkAttempt.line;
import static io.tidegate.kafka.SinkAttempt.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tidegate.check.Check;
import io.tidegate.check.Check.Status;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Topics as they should not be, on a broker that wants two replicas where a topic does not say otherwise. */
@Timeout(120)
class TopicChecksTest {
    private static final Map<String, String> ONE_IS_ENOUGH = Map.of("min.insync.replicas", "1");

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.builder()
                .property("min.insync.replicas", "2")
                .build()
                .start();
    }

    @AfterAll
    static void stopBroker() {
        kafka.close();
    }

    @Test
    void aTopicToBeCreatedWithFewerReplicasThanMustAcknowledgeFails() {
        assertFails(
                settings("fresh"),
                "K007",
                "replication-factor is 1, but min.insync.replicas of the broker is 2, so no message could be acknowledged",
                "Set replication-factor=2 in the sink URI.");
        assertThat(refusal(settings("fresh")).code()).isEqualTo(ErrorCode.KAFKA_INVALID_CONFIG);
    }

    @Test
    void moreReplicasThanBrokersFail() {
        SinkSettings settings = settings("many");
        settings.replicationFactor = 3;
        assertFails(
                settings,
                "K006",
                "replication-factor is 3, the cluster has 1 broker",
                "Set replication-factor=1 in the sink URI, or add brokers.");
    }

    @Test
    void anExistingTopicIsJudgedByItsOwnReplicasAndTheCommandMendsIt() throws Exception {
        create("strict", 1, Map.of());
        SinkSettings settings = settings("strict");
        Check check = line(checks(settings), "K007");
        assertThat(check.status()).isEqualTo(Status.FAIL);
        assertThat(check.text()).contains("topic strict has 1 replicas, but min.insync.replicas of the topic is 2");
        assertThat(KafkaTools.run(check.remedy().substring("Add replicas to the topic, or run: ".length()), ""))
                .isZero();
        assertThat(line(checks(settings), "K007").status()).isEqualTo(Status.PASS);
    }

    @Test
    void aReplicationFactorIsNotHeldAgainstATopicThatIsThere() throws Exception {
        create("settled", 2, ONE_IS_ENOUGH);
        SinkSettings settings = settings("settled");
        settings.replicationFactor = 3;
        assertThat(checks(settings))
                .allSatisfy(check -> assertThat(check.status()).isEqualTo(Status.PASS));
    }

    @Test
    void fewerPartitionsThanAskedForFailAndTheCommandMendsIt() throws Exception {
        create("narrow", 2, ONE_IS_ENOUGH);
        Check check = line(checks(settings("narrow").partitions(5)), "K005");
        assertThat(check.status()).isEqualTo(Status.FAIL);
        assertThat(check.text()).isEqualTo("partition-num is 5, topic narrow has 2 partitions");
        String command = check.remedy().substring(check.remedy().indexOf("kafka-topics.sh"));
        assertThat(KafkaTools.run(command, "")).isZero();
        assertThat(line(checks(settings("narrow").partitions(5)), "K005").status())
                .isEqualTo(Status.PASS);
    }

    @Test
    void morePartitionsThanAskedForAreAWarning() throws Exception {
        create("wide", 5, ONE_IS_ENOUGH);
        Check check = line(checks(settings("wide").partitions(2)), "K005");
        assertThat(check.status()).isEqualTo(Status.WARN);
        assertThat(check.text()).contains("the last 3 stay empty because partition-num is 2");
        assertThat(check.remedy()).contains("Leave partition-num out");
    }

    @Test
    void aMissingTopicThatMayNotBeMadeFailsWithTheCommandThatMakesIt() throws Exception {
        SinkSettings settings = settings("absent").partitions(4);
        settings.autoCreate = false;
        Check check = line(checks(settings), "K004");
        assertThat(check.status()).isEqualTo(Status.FAIL);
        assertThat(check.text()).isEqualTo("auto-create-topic is false and there is no topic absent");
        assertThat(KafkaTools.run(check.remedy().substring(check.remedy().indexOf("kafka-topics.sh")), ""))
                .isZero();
        assertThat(line(checks(settings), "K004").text()).isEqualTo("exists");
    }

    @Test
    void aTopicTellsHowLargeItsMessagesMayBe() throws Exception {
        create("small", 1, Map.of("min.insync.replicas", "1", "max.message.bytes", "5000"));
        assertThat(line(checks(settings("small")), "K008").text())
                .isEqualTo(
                        "takes messages up to 4872 bytes; that is what the topic allows, max-message-bytes would allow"
                                + " 10485760");
    }

    @Test
    void namesThatDifferInDotsAndUnderscoresAloneFail() throws Exception {
        SinkSettings settings = settings("default");
        settings.acks = 1;
        try (KafkaSink sink = new KafkaSink(settings.build(), "test")) {
            Check check = line(sink.check(List.of("shop.orders", "shop_orders", "shop-orders")), "K015");
            assertThat(check.status()).isEqualTo(Status.FAIL);
            assertThat(check.subject()).isEqualTo("shop.orders, shop_orders");
            assertThat(check.remedy()).contains("{schema}-{table}");
        }
    }

    @Test
    void aNameThatCollidesWithAnExistingTopicFailsBeforeTheStartAndWhileTheFeedRuns() throws Exception {
        create("a.b", 1, ONE_IS_ENOUGH);
        create("taken", 1, ONE_IS_ENOUGH);
        SinkSettings settings = settings("a_b");
        settings.acks = 1;
        Check check = line(checks(settings), "K004");
        assertThat(check.status()).isEqualTo(Status.FAIL);
        assertThat(check.text()).contains("'a_b' collides with existing topic");
        assertThat(check.remedy()).contains("topic rule");
        SinkSettings running = settings("taken");
        running.acks = 1;
        try (KafkaSink sink = new KafkaSink(running.build(), "test")) {
            sink.start();
            TidegateException refusal = catchThrowableOfType(TidegateException.class, () -> sink.partitions("a_b"));
            assertThat(refusal.code()).isEqualTo(ErrorCode.KAFKA_INVALID_CONFIG);
            assertThat(refusal.detail()).contains("topic a_b", "collides");
        }
    }

    @Test
    void aNameThatIsTooLongFailsAndTheLimitIsTold() {
        SinkSettings settings = settings("x".repeat(250));
        settings.acks = 1;
        Check check = line(checks(settings), "K004");
        assertThat(check.status()).isEqualTo(Status.FAIL);
        assertThat(check.remedy()).contains("1 to 249 letters");
        assertThat(refusal(settings).code()).isEqualTo(ErrorCode.KAFKA_INVALID_CONFIG);
    }

    private static void assertFails(SinkSettings settings, String code, String text, String remedy) {
        Check check = line(checks(settings), code);
        assertThat(check.status()).isEqualTo(Status.FAIL);
        assertThat(check.text()).isEqualTo(text);
        assertThat(check.remedy()).isEqualTo(remedy);
    }

    private static SinkSettings settings(String topic) {
        return new SinkSettings(kafka.bootstrapServers(), topic);
    }

    /** The controller has made it then; the broker hears of it a moment later. */
    static void awaitVisible(Admin admin, String topic) {
        await().ignoreExceptions().until(() -> admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get(30, TimeUnit.SECONDS)
                .containsKey(topic));
    }

    private static void create(String topic, int partitions, Map<String, String> properties) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(properties)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            awaitVisible(admin, topic);
        }
    }
}

package io.tidegate.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.builder()
                .property("message.max.bytes", "2000000")
                .build()
                .start();
    }

    @AfterAll
    static void close() {
        kafka.close();
        kafka.close();
    }

    @Test
    void whatIsWrittenCanBeReadAfterARestartAtTheSamePort() throws Exception {
        String address = kafka.bootstrapServers();
        write(address, "kept", "before");
        kafka.stop();
        kafka.start();
        assertThat(kafka.bootstrapServers()).isEqualTo(address);
        assertThat(read(address, "kept")).containsExactly("before");
    }

    @Test
    void aPropertyOfTheCallerReachesTheBroker() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            var broker = new ConfigResource(ConfigResource.Type.BROKER, "1");
            var config = admin.describeConfigs(List.of(broker)).all().get(30, TimeUnit.SECONDS);
            assertThat(config.get(broker).get("message.max.bytes").value()).isEqualTo("2000000");
        }
    }

    @Test
    void aGivenDirectoryStaysAndIsTakenOver(@TempDir Path directory) throws Exception {
        Path home = directory.resolve("broker");
        try (EmbeddedKafka first =
                EmbeddedKafka.builder().directory(home).build().start()) {
            write(first.bootstrapServers(), "kept", "by the first");
        }
        assertThat(Files.isDirectory(home)).isTrue();
        try (EmbeddedKafka second =
                EmbeddedKafka.builder().directory(home).build().start()) {
            assertThat(read(second.bootstrapServers(), "kept")).containsExactly("by the first");
        }
    }

    @Test
    void usersOfSeveralMechanismsCanLogIn() throws Exception {
        try (EmbeddedKafka secured = EmbeddedKafka.builder()
                .plainUser("alice", "plain-secret")
                .plainUser("bob", "other")
                .scramUser("SCRAM-SHA-512", "carol", "scram-secret")
                .build()
                .start()) {
            assertThat(clusterSize(secured, "PLAIN", "plain.PlainLoginModule", "alice", "plain-secret"))
                    .isEqualTo(1);
            assertThat(clusterSize(secured, "PLAIN", "plain.PlainLoginModule", "bob", "other"))
                    .isEqualTo(1);
            assertThat(clusterSize(secured, "SCRAM-SHA-512", "scram.ScramLoginModule", "carol", "scram-secret"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aBrokerOutsideThisJvmEndsWithItsInput(@TempDir Path directory) throws Exception {
        int port = FreePort.next();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KafkaBrokerMain.class.getName(),
                        directory.toString(),
                        Integer.toString(port),
                        "log.retention.hours=1")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertThat(process.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("ready 127.0.0.1:" + port);
            write("127.0.0.1:" + port, "outside", "here");
            assertThat(read("127.0.0.1:" + port, "outside")).containsExactly("here");
            process.getOutputStream().close();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static int clusterSize(EmbeddedKafka on, String mechanism, String module, String user, String password)
            throws Exception {
        try (Admin admin = Admin.create(Map.of(
                "bootstrap.servers",
                on.bootstrapServers(),
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                mechanism,
                "sasl.jaas.config",
                "org.apache.kafka.common.security." + module + " required username=\"" + user + "\" password=\""
                        + password + "\";"))) {
            return admin.describeCluster().nodes().get(30, TimeUnit.SECONDS).size();
        }
    }

    private static void write(String address, String topic, String value) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", address);
        try (Admin admin = Admin.create(config);
                KafkaProducer<String, String> producer =
                        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
            producer.send(new ProducerRecord<>(topic, 0, null, value)).get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> read(String address, String topic) {
        Properties config = new Properties();
        config.put("bootstrap.servers", address);
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            List<String> values = new ArrayList<>();
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> message : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(message.value());
                }
            }
            return values;
        }
    }
}

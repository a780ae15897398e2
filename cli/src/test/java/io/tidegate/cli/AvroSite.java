package io.tidegate.cli;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.tidegate.embedded.EmbeddedRegistry;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A {@link Site} with a schema registry, and changefeeds in Avro, each of the one schema that it is asked for. */
final class AvroSite implements BeforeAllCallback, AfterAllCallback {
    private final Site site = new Site();
    private final EmbeddedRegistry registry = new EmbeddedRegistry();

    /**
     * A message as Apicurio's deserializer reads it.
     *
     * @param value null for a tombstone
     */
    record Message(GenericRecord key, GenericRecord value) {}

    @Override
    public void beforeAll(ExtensionContext context) {
        site.start();
        registry.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        registry.close();
        site.close();
    }

    Site site() {
        return site;
    }

    EmbeddedRegistry registry() {
        return registry;
    }

    /** Runs a changefeed of a schema from a position of the log until now. */
    Ending run(Path directory, String schema, String begin, String parameters) throws IOException {
        return site.run(
                directory,
                target(schema, registry.url()) + parameters,
                topicOfEachTable(schema),
                "--start=binlog:" + begin);
    }

    /** A changefeed of a schema that goes on. */
    FeedRequest request(Path directory, String schema, String begin, String registryUrl) {
        return site.request(directory, target(schema, registryUrl), topicOfEachTable(schema), begin);
    }

    /** Topic and parameters of a sink whose default topic is the schema's name, with one partition for each topic. */
    static String target(String schema, String registryUrl) {
        return schema + "?protocol=avro&partition-num=1&schema-registry="
                + URLEncoder.encode(registryUrl, StandardCharsets.UTF_8);
    }

    /** A configuration that gives each table of a schema its topic, {@code schema_table}. */
    static String topicOfEachTable(String schema) {
        return """
                filter.rules = ['%s.*']
                sink.dispatchers = [{matcher = ['*.*'], topic = '{schema}_{table}'}]
                tidegate.schema-registry.timeout = '2s'
                """.formatted(schema);
    }

    /** What lies in a topic, read by somebody else's deserializer. */
    List<Message> read(String topic) {
        List<Message> messages = new ArrayList<>();
        try (AvroKafkaDeserializer<GenericRecord> keys = deserializer(true);
                AvroKafkaDeserializer<GenericRecord> values = deserializer(false)) {
            for (ConsumerRecord<byte[], byte[]> record : site.records(topic)) {
                messages.add(new Message(
                        keys.deserialize(topic, record.headers(), record.key()),
                        record.value() == null ? null : values.deserialize(topic, record.headers(), record.value())));
            }
        }
        return messages;
    }

    private AvroKafkaDeserializer<GenericRecord> deserializer(boolean isKey) {
        AvroKafkaDeserializer<GenericRecord> deserializer = new AvroKafkaDeserializer<>();
        deserializer.configure(
                Map.of(
                        "apicurio.registry.url",
                        registry.nativeUrl(),
                        "apicurio.registry.as-confluent",
                        true,
                        "apicurio.registry.use-id",
                        "contentId"),
                isKey);
        return deserializer;
    }
}

package io.tidegate.cli;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SinkUri;
import io.tidegate.config.SourceUri;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.embedded.EmbeddedRegistry;
import io.tidegate.source.StartPoint;
import io.tidegate.testkit.ledger.TopicReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import picocli.CommandLine;

/** A database, a broker and a schema registry, and changefeeds in Avro between them. Each test has a schema of its own. */
final class AvroSite implements AutoCloseable {
    private final EmbeddedMariaDb database = EmbeddedMariaDb.builder().build().start();
    private final EmbeddedKafka kafka = EmbeddedKafka.builder().build().start();
    private final EmbeddedRegistry registry = new EmbeddedRegistry().start();

    /** How a command ended. */
    record Ending(int status, String out, String err) {}

    /**
     * A message as Apicurio's deserializer reads it.
     *
     * @param value null for a tombstone
     */
    record Message(GenericRecord key, GenericRecord value) {}

    EmbeddedRegistry registry() {
        return registry;
    }

    @Override
    public void close() {
        registry.close();
        kafka.close();
        database.close();
    }

    /** Runs a changefeed of a schema from a position of the log until now. */
    Ending run(Path directory, String schema, String begin, String parameters) throws IOException {
        return command(
                "run",
                "--source=" + source(),
                "--sink-uri=" + sinkUri(schema, registry.url(), parameters),
                "--config=" + config(directory, schema),
                "--data-dir=" + directory.resolve("data"),
                "--tz=UTC",
                "--start=binlog:" + begin,
                "--until=now");
    }

    /** A changefeed of a schema that goes on. */
    FeedRequest request(Path directory, String schema, String begin, String registryUrl) throws IOException {
        String uri = sinkUri(schema, registryUrl, "");
        return new FeedRequest(
                SourceUri.parse(source()),
                ResolvedConfig.resolve(SinkUri.parse(uri), ChangefeedConfig.read(config(directory, schema))),
                SinkUri.mask(uri),
                ZoneOffset.UTC,
                directory.resolve("data"),
                new StartPoint.AtPosition("binlog", begin),
                null,
                false);
    }

    static Ending command(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                new CommandLine(new Main()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status = Main.run(command, arguments);
        return new Ending(status, out.toString(), err.toString());
    }

    String source() {
        return "mariadb://" + database.adminUser() + ":" + database.adminPassword() + "@127.0.0.1:" + database.port()
                + "/?tls=disabled";
    }

    String brokers() {
        return kafka.bootstrapServers();
    }

    /** A sink URI whose default topic is the schema's name, with one partition for each topic. */
    String sinkUri(String schema, String registryUrl, String parameters) {
        return "kafka://" + kafka.bootstrapServers() + "/" + schema + "?protocol=avro&partition-num=1&schema-registry="
                + URLEncoder.encode(registryUrl, StandardCharsets.UTF_8) + parameters;
    }

    /** A file that gives each table of a schema its topic, {@code schema_table}. */
    static Path config(Path directory, String schema) throws IOException {
        return Files.writeString(directory.resolve(schema + ".toml"), """
                filter.rules = ['%s.*']
                sink.dispatchers = [{matcher = ['*.*'], topic = '{schema}_{table}'}]
                tidegate.schema-registry.timeout = '2s'
                """.formatted(schema));
    }

    /** What lies in a topic, read by somebody else's deserializer. */
    List<Message> read(String topic) {
        List<Message> messages = new ArrayList<>();
        try (AvroKafkaDeserializer<GenericRecord> keys = deserializer(true);
                AvroKafkaDeserializer<GenericRecord> values = deserializer(false)) {
            for (ConsumerRecord<byte[], byte[]> record : records(topic)) {
                messages.add(new Message(
                        keys.deserialize(topic, record.headers(), record.key()),
                        record.value() == null ? null : values.deserialize(topic, record.headers(), record.value())));
            }
        }
        return messages;
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), topic::equals)) {
            reader.readToEnd(records::add);
        }
        return records;
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

    /** Where the log ends, as {@code file:position}. */
    String end() throws SQLException {
        try (Connection connection = database.connect("");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW MASTER STATUS")) {
            rows.next();
            return rows.getString(1) + ":" + rows.getString(2);
        }
    }

    void sql(String... statements) throws SQLException {
        try (Connection connection = database.connect("");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}

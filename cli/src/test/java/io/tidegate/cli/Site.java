package io.tidegate.cli;

import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SinkUri;
import io.tidegate.config.SourceUri;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.server.FeedPlan;
import io.tidegate.source.StartPoint;
import io.tidegate.testkit.ledger.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database, a broker, and the command {@code tidegate} between them: one of each for a test class, started before its
 * tests and closed behind them. The tests share it, so each takes a schema and topics that no other has. Where a changefeed
 * is asked for, {@code directory} is where its files and its data go, {@code target} is the sink URI from the topic on, and
 * {@code configuration} is the text of its file.
 */
final class Site implements BeforeAllCallback, AfterAllCallback {
    private final EmbeddedMariaDb database;
    private final EmbeddedKafka kafka;
    private final String listener;

    Site() {
        this(EmbeddedMariaDb.builder());
    }

    Site(EmbeddedMariaDb.Builder database) {
        this.database = database.build();
        this.kafka = EmbeddedKafka.builder().build();
        this.listener = "";
    }

    /** Changefeeds send to a listener that was added to the broker; the site's own clients use the plain one. */
    Site(EmbeddedKafka.Builder broker, String listener) {
        this.database = EmbeddedMariaDb.builder().build();
        this.kafka = broker.build();
        this.listener = listener;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    void start() {
        database.start();
        kafka.start();
    }

    void close() {
        kafka.close();
        database.close();
    }

    /** Runs a changefeed up to now. */
    Ending run(Path directory, String target, String configuration, String... options) throws IOException {
        List<String> all =
                new ArrayList<>(List.of("--data-dir=" + directory.resolve("data"), "--tz=UTC", "--until=now"));
        all.addAll(List.of(options));
        return command("run", directory, target, configuration, all);
    }

    /** Runs one of the subcommands that take a source, a sink and a file; an empty configuration is no file. */
    Ending command(String name, Path directory, String target, String configuration, List<String> options)
            throws IOException {
        List<String> all = new ArrayList<>(List.of(
                name,
                "--source=" + sourceUri(),
                "--source-password-file=" + Files.writeString(directory.resolve("password"), database.adminPassword()),
                "--sink-uri=" + sinkUri(target)));
        if (!configuration.isEmpty()) {
            all.add("--config=" + Files.writeString(directory.resolve("feed.toml"), configuration));
        }
        all.addAll(options);
        return Ending.of(all);
    }

    /** Shows a topic. */
    Ending peek(String topic, String protocol, String... options) {
        List<String> all = new ArrayList<>(
                List.of("peek", "--brokers=" + kafka.bootstrapServers(), "--topic=" + topic, "--protocol=" + protocol));
        all.addAll(List.of(options));
        return Ending.of(all);
    }

    /** A changefeed from a position of the log that goes on, for a test that watches it. */
    FeedRequest request(Path directory, String target, String configuration, String begin) {
        String uri = sinkUri(target);
        return new FeedRequest(
                SourceUri.parse(sourceUri(), new Secret(database.adminPassword())),
                ResolvedConfig.resolve(SinkUri.parse(uri), ChangefeedConfig.parse(configuration)),
                SinkUri.mask(uri),
                ZoneOffset.UTC,
                directory.resolve("data"),
                new StartPoint.AtPosition("binlog", begin),
                null,
                false);
    }

    EmbeddedMariaDb database() {
        return database;
    }

    /** The broker as changefeeds see it. */
    String brokers() {
        return listener.isEmpty() ? kafka.bootstrapServers() : kafka.bootstrapServers(listener);
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    Secret sourcePassword() {
        return new Secret(database.adminPassword());
    }

    /** A client that may do everything. */
    Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    void createTopic(String name, Map<String, String> properties) throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(properties)))
                    .all()
                    .get();
        }
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return TopicReader.readAll(kafka.bootstrapServers(), topic);
    }

    void sql(String... statements) throws SQLException {
        database.execute(statements);
    }

    /** Where the log ends, as {@code file:position}. */
    String end() throws SQLException {
        return database.binlogEnd();
    }

    /** A commit-ts that nothing committed so far exceeds. */
    long currentTs() {
        return new ServerConnectors("site")
                .connect(new FeedPlan(
                        "site", SourceUri.parse(sourceUri(), sourcePassword()), FeedDefaults.config(), ZoneOffset.UTC))
                .currentTs();
    }

    String sourceUri() {
        return "mariadb://" + database.adminUser() + "@127.0.0.1:" + database.port() + "/?tls=disabled";
    }

    String sinkUri(String target) {
        return "kafka://" + brokers() + "/" + target;
    }
}

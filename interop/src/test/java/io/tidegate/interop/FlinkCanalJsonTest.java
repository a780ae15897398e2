package io.tidegate.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.FeedRequest;
import io.tidegate.cli.LocalFeed;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SinkUri;
import io.tidegate.config.SourceUri;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.source.StartPoint;
import io.tidegate.testkit.ledger.TopicReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.data.RowData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Flink's format canal-json folds the messages of a changefeed from a real server through a real broker into a table that
 * equals the source. A message that it cannot parse fails: the TiDB extension is off because Flink knows no watermarks, and
 * the only DDL in the stream is a CREATE TABLE, which Flink passes over; it knows no other.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FlinkCanalJsonTest {
    private static final int TRANSACTIONS = 60;

    private static EmbeddedMariaDb server;
    private static EmbeddedKafka kafka;
    private static String begin;
    private static Map<Long, List<String>> source;

    @TempDir
    private Path directory;

    @BeforeAll
    static void changeTheSource() throws Exception {
        server = EmbeddedMariaDb.builder().build().start();
        kafka = EmbeddedKafka.builder().build().start();
        try (Connection connection = server.connect("")) {
            ItemsTable items = new ItemsTable(connection, 20240501);
            items.createDatabase();
            begin = items.end();
            items.createTable();
            for (int i = 0; i < TRANSACTIONS; i++) {
                items.changeAtRandom();
            }
            source = items.rows();
        }
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

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theMessagesOfAChangefeedFoldIntoTheSource(boolean changedColumnsOnly) throws Exception {
        String topic = changedColumnsOnly ? "changed" : "whole";
        runChangefeed(topic, changedColumnsOnly);
        FlinkFormat format = FlinkFormat.open("canal-json", Map.of(), ItemsTable.FLINK_TYPE);
        Map<Long, List<String>> folded = new TreeMap<>();
        int updates = 0;
        for (byte[] message : messages(topic)) {
            for (RowData row : format.read(message)) {
                List<String> values = ItemsTable.shown(row);
                switch (row.getRowKind()) {
                    case INSERT ->
                        assertThat(folded.put(row.getLong(0), values)).isNull();
                    case UPDATE_BEFORE, DELETE ->
                        assertThat(folded.remove(row.getLong(0))).isEqualTo(values);
                    case UPDATE_AFTER -> {
                        folded.put(row.getLong(0), values);
                        updates++;
                    }
                }
            }
        }
        assertThat(updates).isGreaterThan(TRANSACTIONS);
        assertThat(source).hasSizeGreaterThan(TRANSACTIONS);
        assertThat(folded).isEqualTo(source);
    }

    private void runChangefeed(String topic, boolean changedColumnsOnly) throws Exception {
        ResolvedConfig config = ResolvedConfig.resolve(
                SinkUri.parse("kafka://" + kafka.bootstrapServers() + "/" + topic
                        + "?protocol=canal-json&partition-num=3&only-output-updated-columns=" + changedColumnsOnly),
                ChangefeedConfig.parse("filter.rules = ['shop.*']\n"
                        + "sink.dispatchers = [{matcher = ['*.*'], partition = 'index-value'}]"));
        String uri = "mariadb://" + server.adminUser() + "@127.0.0.1:" + server.port() + "/?tls=disabled";
        FeedRequest request = new FeedRequest(
                SourceUri.parse(uri, new Secret(server.adminPassword())),
                config,
                topic,
                ZoneOffset.UTC,
                directory,
                new StartPoint.AtPosition("binlog", begin),
                "now",
                false);
        try (LocalFeed feed = LocalFeed.start(request, check -> {})) {
            assertThat(feed.changefeed().awaitEnd(Duration.ofSeconds(60))).isTrue();
            assertThat(feed.changefeed().status().state()).isEqualTo(State.FINISHED);
        }
    }

    private static List<byte[]> messages(String topic) {
        List<byte[]> messages = new ArrayList<>();
        try (TopicReader reader = new TopicReader(kafka.bootstrapServers(), topic::equals)) {
            reader.readToEnd(record -> messages.add(record.value()));
        }
        return messages;
    }
}

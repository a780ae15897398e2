package io.tidegate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidegate run} into a compacted topic, with keys and headers on request. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompactedTopicTest {
    @RegisterExtension
    private static final Site SITE = new Site();

    @TempDir
    private Path directory;

    @Test
    void rowsAndDdlsArriveWithKeys() throws Exception {
        SITE.createTopic("keyed", Map.of("cleanup.policy", "compact"));
        String begin = SITE.end();
        SITE.sql(
                "CREATE DATABASE keyed",
                "CREATE TABLE keyed.t (note TEXT, id INT PRIMARY KEY)",
                "INSERT INTO keyed.t VALUES ('a', 1), ('b', 2)",
                "UPDATE keyed.t SET id = 3 WHERE id = 2",
                "DELETE FROM keyed.t WHERE id = 1");
        String configuration = """
                filter.rules = ['keyed.*']
                tidegate.message = {key = 'handle-key', headers = true}
                """;
        assertThat(SITE.run(directory, "keyed?protocol=canal-json", configuration, "--start=binlog:" + begin)
                        .status())
                .isZero();
        List<ConsumerRecord<byte[], byte[]>> records = SITE.records("keyed");
        assertThat(records.subList(0, 2))
                .extracting(record -> new String(record.key(), UTF_8))
                .allMatch(key -> key.matches("\"ddl \\d+\""));
        assertThat(records.stream().skip(2).map(CompactedTopicTest::shown))
                .containsExactly(
                        "{\"id\":\"1\"} keyed.t INSERT",
                        "{\"id\":\"2\"} keyed.t INSERT",
                        "{\"id\":\"2\"} keyed.t DELETE",
                        "{\"id\":\"3\"} keyed.t INSERT",
                        "{\"id\":\"1\"} keyed.t DELETE");
    }

    private static String shown(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = Arrays.stream(record.headers().toArray())
                .collect(Collectors.toMap(header -> header.key(), header -> new String(header.value(), UTF_8)));
        assertThat(headers.get("commit-ts")).matches("\\d{18}");
        return new String(record.key(), UTF_8) + " " + headers.get("schema") + "." + headers.get("table") + " "
                + headers.get("op");
    }
}

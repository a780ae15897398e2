package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code tidegate run} in Open Protocol, and {@code tidegate peek} at what it sent. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenProtocolRunTest {
    @RegisterExtension
    private static final Site SITE = new Site();

    @TempDir
    private Path directory;

    @Test
    void rowsShareRecordsAndPeekTakesThemApart() throws Exception {
        String begin = SITE.end();
        SITE.sql(
                "CREATE DATABASE few",
                "CREATE TABLE few.t (id INT PRIMARY KEY, note VARCHAR(20), code INT NOT NULL, b BLOB, t TEXT,"
                        + " UNIQUE KEY (code, note), KEY (note))",
                "INSERT INTO few.t VALUES (1, 'a', 10, 'x', 'y'), (2, NULL, 20, NULL, NULL)",
                "UPDATE few.t SET b = 'z' WHERE id = 1",
                "DELETE FROM few.t WHERE id = 2");
        assertThat(run("few", begin, 1)).isZero();
        List<String> lines = peek("few");
        String id1 = "{\"id\":{\"t\":3,\"h\":true,\"f\":11,\"v\":1},\"note\":{\"t\":15,\"f\":112,\"v\":\"a\"},"
                + "\"code\":{\"t\":3,\"f\":49,\"v\":10},\"b\":{\"t\":252,\"f\":65,\"v\":\"eA==\"},"
                + "\"t\":{\"t\":252,\"f\":64,\"v\":\"eQ==\"}}";
        String id2 = "{\"id\":{\"t\":3,\"h\":true,\"f\":11,\"v\":2},\"note\":{\"t\":15,\"f\":112,\"v\":null},"
                + "\"code\":{\"t\":3,\"f\":49,\"v\":20},\"b\":{\"t\":252,\"f\":65,\"v\":null},"
                + "\"t\":{\"t\":252,\"f\":64,\"v\":null}}";
        String key = "few.t {\"ts\":N,\"scm\":\"few\",\"tbl\":\"t\",\"t\":1} ";
        assertThat(lines.stream().map(OpenProtocolRunTest::withoutNumbers))
                .containsSubsequence(
                        "few-0@N TIME DDL few {\"ts\":N,\"scm\":\"few\",\"tbl\":\"\",\"t\":2}"
                                + " {\"q\":\"CREATE DATABASE few\",\"t\":1}",
                        "  INSERT " + key + "{\"u\":" + id1 + "}",
                        "  INSERT " + key + "{\"u\":" + id2 + "}",
                        "  UPDATE " + key + "{\"u\":" + id1.replace("eA==", "eg==") + ",\"p\":" + id1 + "}",
                        "  DELETE " + key + "{\"d\":" + id2 + "}");
        assertThat(lines).anyMatch(line -> line.contains("\"tbl\":\"t\",\"t\":2} {\"q\":\"CREATE TABLE few.t"));
    }

    @Test
    void everyRowArrivesInTheOrderOfItsKeyAndDdlsInEveryPartition() throws Exception {
        String begin = SITE.end();
        SITE.sql("CREATE DATABASE many", "CREATE TABLE many.t (id INT PRIMARY KEY, version INT)");
        for (int version = 0; version < 20; version++) {
            SITE.sql("USE many", "REPLACE INTO t SELECT seq, " + version + " FROM seq_1_to_50");
        }
        assertThat(run("many", begin, 3)).isZero();
        List<String> lines = peek("many");
        for (int id = 1; id <= 50; id++) {
            Pattern row = Pattern.compile("\"u\":\\{\"id\":\\{\"t\":3,\"h\":true,\"f\":11,\"v\":" + id
                    + "},\"version\":\\{\"t\":3,\"f\":65,\"v\":(\\d+)}");
            List<Integer> versions = new ArrayList<>();
            lines.forEach(line -> {
                Matcher found = row.matcher(line);
                if (found.find()) {
                    versions.add(Integer.valueOf(found.group(1)));
                }
            });
            assertThat(versions).hasSize(20).isSorted();
        }
        assertThat(lines).anyMatch(line -> line.endsWith(" 16 rows"));
        for (int partition = 0; partition < 3; partition++) {
            String head = "many-" + partition + "@";
            assertThat(lines.stream().filter(line -> line.startsWith(head) && line.contains(" DDL many.t ")))
                    .hasSize(1);
        }
        List<ConsumerRecord<byte[], byte[]>> records = SITE.records("many");
        assertThat(records).allMatch(record -> record.key() != null && record.value() != null);
        assertThat(records).allMatch(record -> !record.headers().iterator().hasNext());
    }

    private int run(String topic, String begin, int partitions) throws IOException {
        String target = topic + "?protocol=open-protocol&partition-num=" + partitions;
        String configuration = """
                filter.rules = ['%s.*']
                sink.dispatchers = [{matcher = ['*.*'], partition = 'index-value'}]
                """.formatted(topic);
        return SITE.run(directory, target, configuration, "--start=binlog:" + begin)
                .status();
    }

    private static List<String> peek(String topic) {
        Ending ending = SITE.peek(topic, "open-protocol", "--max=10000");
        assertThat(ending.status()).isZero();
        return ending.out().lines().toList();
    }

    private static String withoutNumbers(String line) {
        return line.replaceAll("\\d{18}", "N").replaceAll("@\\d+ \\S+", "@N TIME");
    }
}

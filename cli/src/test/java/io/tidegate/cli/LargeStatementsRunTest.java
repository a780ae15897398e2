package io.tidegate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code tidegate run} with statements and definitions whose messages are larger than their topic takes. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LargeStatementsRunTest {
    private static final int DATA_ERROR = 4;
    private static final String MANY_COLUMNS = IntStream.range(0, 60)
            .mapToObj(column -> "column_with_a_long_name_" + column + " VARCHAR(20)")
            .collect(Collectors.joining(", "));

    @RegisterExtension
    private static final Site SITE = new Site();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "canal-json, at-least-once",
        "canal-json, exactly-once",
        "open-protocol, at-least-once",
        "debezium&debezium-disable-schema=true, at-least-once",
        "simple, at-least-once",
        "simple, exactly-once"
    })
    void aStatementThatTheTopicDoesNotTakeEndsTheRunByItsName(String protocol, String guarantee) throws Exception {
        String name = "ddl_" + protocol.replaceAll("\\W", "_") + "_" + guarantee.charAt(0);
        String begin = SITE.end();
        SITE.sql("CREATE DATABASE " + name);
        SITE.sql("CREATE TABLE " + name + ".small (id INT PRIMARY KEY)");
        SITE.sql("CREATE TABLE " + name + ".wide (id INT PRIMARY KEY, " + MANY_COLUMNS + ")");
        Ending run = run(name, protocol, guarantee, "", begin);
        assertThat(run.status()).isEqualTo(DATA_ERROR);
        assertThat(run.err())
                .contains("error CDC:ErrMessageTooLarge")
                .contains("the message of the statement CREATE TABLE " + name + ".wide (id INT")
                .contains("the limit of topic " + name + " is 2000")
                .contains("remedy: Raise max-message-bytes")
                .contains("ignore-sql");
        assertThat(text(name)).contains("small").doesNotContain("column_with_a_long_name_59");
    }

    @ParameterizedTest
    @CsvSource({"canal-json, at-least-once", "simple, exactly-once"})
    void aStatementThatIsLeftOutDoesNotEndIt(String protocol, String guarantee) throws Exception {
        String name = "left_out_" + guarantee.charAt(0);
        String begin = SITE.end();
        SITE.sql("CREATE DATABASE " + name);
        SITE.sql("CREATE TABLE " + name + ".wide (id INT PRIMARY KEY, " + MANY_COLUMNS + ")");
        SITE.sql("CREATE TABLE " + name + ".small (id INT PRIMARY KEY)");
        String filter = "filter.event-filters = [{matcher = ['*.wide'], ignore-sql = ['^CREATE TABLE .*wide']}]\n";
        assertThat(run(name, protocol, guarantee, filter, begin).status()).isZero();
        assertThat(text(name)).contains("small").doesNotContain("column_with_a_long_name_59");
    }

    @ParameterizedTest
    @CsvSource({"json, at-least-once", "json, exactly-once", "avro, at-least-once"})
    void aDefinitionThatTheTopicDoesNotTakeEndsTheRunByTheNameOfItsTable(String encoding, String guarantee)
            throws Exception {
        String name = "told_" + encoding + "_" + guarantee.charAt(0);
        SITE.sql("CREATE DATABASE " + name);
        SITE.sql("CREATE TABLE " + name + ".wide (id INT PRIMARY KEY, " + MANY_COLUMNS + ")");
        String begin = SITE.end();
        SITE.sql("INSERT INTO " + name + ".wide (id) VALUES (1)");
        // The row itself is larger as well; without its definition its handle key is of no use.
        String large = "sink.kafka-config.large-message-handle.large-message-handle-option = 'handle-key-only'\n";
        Ending run = run(name, "simple&encoding-format=" + encoding, guarantee, large, begin);
        assertThat(run.status()).isEqualTo(DATA_ERROR);
        assertThat(run.err())
                .contains("error CDC:ErrMessageTooLarge")
                .contains("the message that tells the definition of table " + name + ".wide with 61 columns")
                .contains("exclude the table");
    }

    private Ending run(String name, String protocol, String guarantee, String lines, String begin) throws IOException {
        return SITE.run(
                directory,
                name + "?max-message-bytes=2000&protocol=" + protocol,
                lines + "filter.rules = ['" + name + ".*']\ntidegate.delivery.guarantee = '" + guarantee + "'\n",
                "--start=binlog:" + begin);
    }

    private static String text(String topic) {
        return SITE.records(topic).stream()
                .map(record -> record.value() == null ? "" : new String(record.value(), UTF_8))
                .collect(Collectors.joining("\n"));
    }
}

package io.tidegate.config;

import static io.tidegate.config.Refusal.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangefeedConfigTest {
    @TempDir
    Path folder;

    @Test
    void aFileIsRead() throws IOException {
        Path file = Files.writeString(folder.resolve("feed.toml"), "case-sensitive = true\n[filter]\nrules = ['a.*']");
        SettingValues values = ChangefeedConfig.read(file).values();
        assertThat(values.flag(FeedSettings.CASE_SENSITIVE)).isTrue();
        assertThat(values.texts(FilterSettings.RULES)).containsExactly("a.*");
    }

    @Test
    void aFileThatIsNotThereIsUnreadable() {
        TidegateException refusal = refusal(() -> ChangefeedConfig.read(folder.resolve("none.toml")));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CONFIG_UNREADABLE);
        assertThat(refusal.detail()).contains("none.toml");
    }

    @Test
    void aFileThatIsNotUtf8IsUnreadable() throws IOException {
        Path file = Files.write(folder.resolve("latin.toml"), new byte[] {'#', (byte) 0xe9});
        assertThat(refusal(() -> ChangefeedConfig.read(file)).detail()).contains("not UTF-8");
    }

    @Test
    void whatIsNotTomlIsUnreadableAtALineAndItsTextIsNotShown() {
        TidegateException refusal =
                refusal(() -> ChangefeedConfig.parse("[sink.kafka-config]\nsasl-password = HIDE\n"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CONFIG_UNREADABLE);
        assertThat(refusal.detail()).contains("line 2").doesNotContain("HIDE");
        assertThat(refusal).hasNoCause();
    }

    @Test
    void aKeyThatIsWrittenTwiceIsRefusedNearItsLine() {
        TidegateException refusal =
                refusal(() -> ChangefeedConfig.parse("case-sensitive = true\ncase-sensitive = false\n"));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CONFIG_UNREADABLE);
        assertThat(refusal.detail()).startsWith("near line 3").endsWith("or a key is written twice");
    }

    @Test
    void listsOfTablesKeepTheirOrder() {
        ChangefeedConfig config = ChangefeedConfig.parse("""
                [sink]
                dispatchers = [
                  {matcher = ['a.*'], topic = 'one'},
                  {matcher = ['b.*'], topic = 'two'},
                ]
                """);
        assertThat(config.tables("sink.dispatchers"))
                .extracting(table -> table.text(SinkSettings.TOPIC))
                .containsExactly("one", "two");
    }

    @Test
    void propertiesOfTheClientMayBeQuotedOrNot() {
        SettingValues bare =
                ChangefeedConfig.parse("[tidegate.kafka]\nlinger.ms = 7").values();
        SettingValues quoted =
                ChangefeedConfig.parse("[tidegate.kafka]\n\"linger.ms\" = 7").values();
        Setting linger = SettingCatalogue.all().file().byPath("tidegate.kafka.linger.ms");
        assertThat(bare.whole(linger)).isEqualTo(7);
        assertThat(quoted.whole(linger)).isEqualTo(7);
    }

    @Test
    void durationsMayBeGivenInNanoseconds() {
        assertThat(ChangefeedConfig.parse("sink.kafka-config.dial-timeout = 2000000000")
                        .values()
                        .span(KafkaSettings.DIAL_TIMEOUT))
                .hasSeconds(2);
    }

    @Test
    void anEmptyTextIsNoValue() {
        assertThat(ChangefeedConfig.parse("[sink.kafka-config]\nsasl-mechanism = ''\ndial-timeout = ''")
                        .values()
                        .settings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "case-sensitiv = true              | unknown key case-sensitiv, did you mean case-sensitive?",
                "case_sensitive = true             | unknown key case_sensitive, did you mean case-sensitive?",
                "Case-Sensitive = true             | unknown key Case-Sensitive, did you mean case-sensitive?",
                "sink.protcol = 'x'                | unknown key sink.protcol, did you mean sink.protocol?",
                "sink.partition-num = 3            | unknown key sink.partition-num, did you mean sink.kafka-config.partition-num?",
                "filters.rules = []                | unknown key filters, did you mean filter?",
                "sink.kafka_config = {}            | unknown key sink.kafka_config, did you mean sink.kafka-config?",
                "sink.dispatchers = [{matchr = []}] | unknown key sink.dispatchers[0].matchr, did you mean sink.dispatchers.matcher?",
                "tidegate.kafka.linger.mss = 1     | unknown key tidegate.kafka.linger.mss, did you mean tidegate.kafka.linger.ms?",
                "tidegate.kafka.zookeeper = 1      | unknown key tidegate.kafka.zookeeper",
                "tidegate.kafka.'linger.mss' = 1   | unknown key tidegate.kafka.linger.mss, did you mean tidegate.kafka.linger.ms?",
                "tidegate.speed = 1                | unknown key tidegate.speed",
                "zookeeper = 1                     | unknown key zookeeper",
            })
    void anUnknownKeyIsRefusedWithTheNearestKnownOne(String toml, String text) {
        TidegateException refusal = refusal(() -> ChangefeedConfig.parse(toml));
        assertThat(refusal.code()).isEqualTo(ErrorCode.CONFIG_UNKNOWN_KEY);
        assertThat(refusal.detail()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "case-sensitive = 'yes'              | TG:ErrConfigInvalidValue | case-sensitive: \"yes\" is not true or false",
                "case-sensitive = ''                 | TG:ErrConfigInvalidValue | case-sensitive: \"\" is not true or false",
                "mounter.worker-num = 'x'            | TG:ErrConfigInvalidValue | mounter.worker-num: \"x\" is not a whole number",
                "mounter.worker-num = 1.5            | TG:ErrConfigInvalidValue | mounter.worker-num: 1.5 is not a whole number",
                "memory-quota = -1                   | TG:ErrConfigInvalidValue | memory-quota: -1 is not allowed, use integer, 0 or more",
                "filter.rules = 'a.*'                | TG:ErrConfigInvalidValue | filter.rules: \"a.*\" is not a list in brackets",
                "filter.rules = [1]                  | TG:ErrConfigInvalidValue | filter.rules: 1 is not text in quotes",
                "filter.ignore-txn-start-ts = ['a']  | TG:ErrConfigInvalidValue | filter.ignore-txn-start-ts: \"a\" is not a whole number",
                "filter = 1                          | TG:ErrConfigInvalidValue | filter is not a table",
                "sink.dispatchers = 1                | TG:ErrConfigInvalidValue | sink.dispatchers is not a list of tables",
                "sink.dispatchers = [1]              | TG:ErrConfigInvalidValue | sink.dispatchers[0] is not a table",
                "sink.protocol = 1                   | TG:ErrConfigInvalidValue | sink.protocol: 1 is not text in quotes",
                "scheduler.min-traffic-percentage = 'x' | TG:ErrConfigInvalidValue | is not a number",
                "sync-point-interval = 'soon'        | TG:ErrConfigInvalidValue | sync-point-interval: \"soon\" is not a duration",
                "sink.kafka-config.sasl-password = 7331 | TG:ErrConfigInvalidValue | sink.kafka-config.sasl-password: the value is not of type text",
                "changefeed-error-stuck-duration='1m' | CDC:ErrInvalidReplicaConfig | The ChangefeedErrorStuckDuration:1m must be larger than 30m",
                "sink.encoder-concurrency = -1       | CDC:ErrSinkInvalidConfig | encoder-concurrency should greater than 0, but got -1",
                "sink.transaction-atomicity = 'table' | CDC:ErrSinkURIInvalid | table level atomicity is not supported by kafka scheme",
                "sink.kafka-config.partition-num = 0 | CDC:ErrKafkaInvalidPartitionNum | invalid partition num 0",
                "sink.kafka-config.large-message-handle.large-message-handle-compression = 'gzip' | CDC:ErrInvalidReplicaConfig | large message handle compression is not supported, got gzip",
                "sink.kafka-config.codec-config.encoding-format = 'x' | CDC:ErrCodecInvalidConfig | unsupported encoding format type: x for the simple protocol",
                "tidegate.kafka.delivery.timeout.ms = 1 | TG:ErrConfigInvalidValue | tidegate.kafka.delivery.timeout.ms cannot be set: delivery at least once and in order depends on it",
                "tidegate.kafka.bootstrap.servers = 'x' | TG:ErrConfigInvalidValue | tidegate.kafka.bootstrap.servers cannot be set: the sink URI",
                "tidegate.kafka.linger.ms = '5'      | TG:ErrConfigInvalidValue | tidegate.kafka.linger.ms: \"5\" is not a whole number",
                "tidegate.kafka.compression.lz4.level = 99 | TG:ErrConfigInvalidValue | 99 is not allowed, use integer, 1 to 17",
            })
    void wrongValuesAreRefusedWithTheCodeAndTextOfTheFault(String toml, String code, String text) {
        TidegateException refusal = refusal(() -> ChangefeedConfig.parse(toml));
        assertThat(refusal.code().code()).isEqualTo(code);
        assertThat(refusal.detail()).contains(text).doesNotContain("7331");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enable-old-value = true | enable-old-value: only earlier versions of TiCDC know it; it has no effect",
                "performance-mode = 'x'  | performance-mode: only later versions of TiCDC know it; it has no effect",
                "filter.event-filters = [{ignore-update-only-columns = ['a']}] | filter.event-filters[0].ignore-update-only-columns: only later",
            })
    void namesOfOtherVersionsGiveAWarning(String toml, String warning) {
        assertThat(ChangefeedConfig.parse(toml).warnings())
                .singleElement()
                .satisfies(found -> assertThat(found.toString()).startsWith(warning));
    }
}

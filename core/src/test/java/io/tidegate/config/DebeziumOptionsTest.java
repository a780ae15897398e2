package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DebeziumOptionsTest {
    @Test
    void debeziumIsAsTicdcHasItUnlessTold() {
        SinkUri uri = SinkUri.parse("kafka://h:1/t?protocol=debezium");
        assertThat(ResolvedConfig.resolve(uri, ChangefeedConfig.empty()).format())
                .isEqualTo(new DebeziumConfig(false, true, true, true, true, false, "default", LargeMessages.NONE));
    }

    @Test
    void optionsOfDebeziumAreFollowed() {
        SinkUri uri = SinkUri.parse(
                "kafka://h:1/t?protocol=debezium&debezium-disable-schema=true&enable-tidb-extension=true");
        ResolvedConfig config = ResolvedConfig.resolve(uri, ChangefeedConfig.parse("""
                [sink.debezium]
                output-old-value = false
                [tidegate.debezium]
                name = 'shop-db'
                ddl = false
                tombstones-on-delete = true
                replace-null-with-default = false
                """));
        assertThat(config.format())
                .isEqualTo(new DebeziumConfig(true, false, false, false, false, true, "shop-db", LargeMessages.NONE));
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void debeziumWarnsOfWhatItDoesNotFollow() {
        SinkUri uri = SinkUri.parse("kafka://h:1/t?protocol=debezium");
        assertThat(ResolvedConfig.resolve(uri, ChangefeedConfig.parse("""
                                [sink]
                                delete-only-output-handle-key-columns = true
                                [sink.debezium]
                                output-old-value = false
                                [sink.kafka-config]
                                output-raw-change-event = true
                                """)).warnings())
                .extracting(ConfigWarning::key)
                .containsExactlyInAnyOrder(
                        "sink.delete-only-output-handle-key-columns", "sink.debezium.output-old-value");
    }
}

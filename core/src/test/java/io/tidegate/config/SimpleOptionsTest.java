package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.config.SimpleConfig.Bootstrap;
import io.tidegate.config.SimpleConfig.Encoding;
import org.junit.jupiter.api.Test;

class SimpleOptionsTest {
    private static final String URI = "kafka://h:9092/t?protocol=simple";

    @Test
    void theDefaultsAreThoseOfTiCdc() {
        ResolvedConfig config = resolve(URI, "");
        assertThat(config.format())
                .isEqualTo(
                        new SimpleConfig(Encoding.JSON, new Bootstrap(120, 10_000, true, false), LargeMessages.NONE));
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void theEncodingIsChosenInTheUriOrTheFile() {
        assertThat(simple(URI + "&encoding-format=avro", "").encoding()).isEqualTo(Encoding.AVRO);
        assertThat(simple(URI, "[sink.kafka-config.codec-config]\nencoding-format = 'avro'")
                        .encoding())
                .isEqualTo(Encoding.AVRO);
        assertThat(simple(URI + "&encoding-format=", "").encoding()).isEqualTo(Encoding.JSON);
    }

    @Test
    void theRulesOfBootstrapMessagesAreInTheFile() {
        Bootstrap bootstrap = simple(URI, """
                        [sink]
                        send-bootstrap-interval-in-sec = 5
                        send-bootstrap-in-msg-count = -1
                        send-bootstrap-to-all-partition = false
                        send-all-bootstrap-at-start = true
                        """).bootstrap();
        assertThat(bootstrap).isEqualTo(new Bootstrap(5, -1, false, true));
    }

    @Test
    void optionsOfOtherFormatsGiveAWarning() {
        ResolvedConfig config = resolve(
                URI + "&enable-tidb-extension=true&only-output-updated-columns=true",
                "[sink]\ndelete-only-output-handle-key-columns = true");
        assertThat(config.warnings())
                .extracting(ConfigWarning::key)
                .containsExactlyInAnyOrder(
                        "enable-tidb-extension",
                        "only-output-updated-columns",
                        "sink.delete-only-output-handle-key-columns");
    }

    private static SimpleConfig simple(String uri, String file) {
        return (SimpleConfig) resolve(uri, file).format();
    }

    private static ResolvedConfig resolve(String uri, String file) {
        return ResolvedConfig.resolve(SinkUri.parse(uri), ChangefeedConfig.parse(file));
    }
}

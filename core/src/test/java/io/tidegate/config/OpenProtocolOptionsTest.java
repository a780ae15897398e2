package io.tidegate.config;

import static io.tidegate.config.Refusal.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenProtocolOptionsTest {
    @ParameterizedTest
    @ValueSource(strings = {"Open-Protocol", "default"})
    void theFormatHasAnAliasAndIsAsTicdcHasIt(String protocol) {
        assertThat(ResolvedConfig.resolve(SinkUri.parse("kafka://h:1/t?protocol=" + protocol), ChangefeedConfig.empty())
                        .format())
                .isEqualTo(new OpenProtocolConfig(16, true, false, false));
    }

    @Test
    void optionsStandInUriAndFile() {
        ResolvedConfig config = ResolvedConfig.resolve(
                SinkUri.parse(
                        "kafka://h:1/t?protocol=open-protocol&max-batch-size=64&only-output-updated-columns=true"),
                ChangefeedConfig.parse(
                        "[sink]\nopen.output-old-value = false\ndelete-only-output-handle-key-columns = true"));
        assertThat(config.format()).isEqualTo(new OpenProtocolConfig(64, false, true, true));
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void whatHasNoEffectOrLosesInformationIsWarnedOf() {
        ResolvedConfig config = ResolvedConfig.resolve(
                SinkUri.parse(
                        "kafka://h:1/t?protocol=open-protocol&enable-tidb-extension=true&content-compatible=true"),
                ChangefeedConfig.parse(
                        "[sink]\nopen.output-old-value = false\nkafka-config.output-raw-change-event = true"));
        assertThat(config.warnings())
                .extracting(ConfigWarning::key)
                .containsExactlyInAnyOrder("enable-tidb-extension", "content-compatible", "sink.open.output-old-value");
    }

    @Test
    void aBatchHasAtLeastOneRow() {
        SinkUri uri = SinkUri.parse("kafka://h:1/t?protocol=open-protocol");
        for (String size : new String[] {"0", "-1"}) {
            TidegateException refusal = refusal(() -> ResolvedConfig.resolve(
                    uri, ChangefeedConfig.parse("sink.kafka-config.codec-config.max-batch-size = " + size)));
            assertThat(refusal.code()).isEqualTo(ErrorCode.CODEC_INVALID_CONFIG);
            assertThat(refusal.detail()).isEqualTo("invalid max-batch-size " + size);
        }
    }
}

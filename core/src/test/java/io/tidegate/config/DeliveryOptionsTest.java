package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a changefeed promises, and what does not go with it. */
class DeliveryOptionsTest {
    private static final String URI = "kafka://h:9092/t?protocol=canal-json";

    @Test
    void exactlyOnceIsOnRequestWithTheTransactionsOfItsSettings() {
        assertThat(resolve("", "tidegate.delivery.guarantee = 'exactly-once'").delivery())
                .isEqualTo(new DeliveryConfig(true, Duration.ofMillis(100), 64 << 20, Duration.ofMinutes(1)));
        assertThat(resolve("", """
                        [tidegate.delivery]
                        guarantee = 'exactly-once'
                        commit-interval = '2s'
                        max-transaction-bytes = 1000
                        transaction-timeout = '4s'
                        """).delivery())
                .isEqualTo(new DeliveryConfig(true, Duration.ofSeconds(2), 1000, Duration.ofSeconds(4)));
    }

    @Test
    void whatCannotBeExactlyOnceIsRefused() {
        String exactlyOnce = "[tidegate.delivery]\nguarantee = 'exactly-once'\n";
        for (String acks : List.of("0", "1")) {
            assertThatThrownBy(() -> resolve("&required-acks=" + acks, exactlyOnce))
                    .hasMessageContaining("required-acks=" + acks + " does not go with guarantee=exactly-once");
        }
        assertThatThrownBy(() -> resolve("", exactlyOnce + "[tidegate.kafka]\n'enable.idempotence' = false"))
                .hasMessageContaining("enable.idempotence=false does not go with guarantee=exactly-once");
        assertThatThrownBy(() -> resolve("", exactlyOnce + "commit-interval = '3s'\ntransaction-timeout = '5s'"))
                .hasMessageContaining("commit-interval=3s does not go with guarantee=exactly-once");
    }

    @Test
    void settingsOfTransactionsHaveNoEffectWithoutThem() {
        assertThat(resolve("", "tidegate.delivery.commit-interval = '2s'").warnings())
                .extracting(ConfigWarning::toString)
                .containsExactly("tidegate.delivery.commit-interval: it has no effect: the guarantee is at-least-once");
    }

    private static ResolvedConfig resolve(String parameters, String toml) {
        return ResolvedConfig.resolve(SinkUri.parse(URI + parameters), ChangefeedConfig.parse(toml));
    }
}

package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "300ms, PT0.3S",
        "1m30s, PT1M30S",
        "1.5h, PT1H30M",
        ".5s, PT0.5S",
        "1.s, PT1S",
        "-10s, PT-10S",
        "+10s, PT10S",
        "0, PT0S",
        "1us, PT0.000001S",
        "1µs, PT0.000001S",
        "7ns, PT0.000000007S",
        "24h, PT24H",
    })
    void textsOfGoAreRead(String text, String duration) {
        assertThat(GoDuration.parse(text)).isEqualTo(Duration.parse(duration));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "1d", "10 s", "1h-1m", "1..5s", "İs", "9999999999h"})
    void otherTextsAreRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoDuration.parse(text))
                .withMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "PT10S, 10s",
        "PT10M, 10m",
        "PT24H, 24h",
        "PT1H30M5S, 1h30m5s",
        "PT0.3S, 300ms",
        "PT0S, 0s",
        "PT-1S, -1s"
    })
    void durationsPrintInTheirShortestForm(String duration, String text) {
        assertThat(GoDuration.format(Duration.parse(duration))).isEqualTo(text);
    }

    @Property
    void whatIsPrintedReadsBack(@ForAll int millis) {
        Duration duration = Duration.ofMillis(millis);
        assertThat(GoDuration.parse(GoDuration.format(duration))).isEqualTo(duration);
    }
}

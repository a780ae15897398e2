package io.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.error.TidegateException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeOptionTest {
    @Test
    void secondsMinutesAndBothAreUnderstood() {
        assertThat(TimeOption.parse("--for", "30s")).isEqualTo(Duration.ofSeconds(30));
        assertThat(TimeOption.parse("--for", "2m")).isEqualTo(Duration.ofMinutes(2));
        assertThat(TimeOption.parse("--for", "1m30s")).isEqualTo(Duration.ofSeconds(90));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "30", "-5s", "0s", "1.5m", "30s2m", "99999999999s", "2h", "30 s", "３０s"})
    void anythingElseIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> TimeOption.parse("--for", text))
                .isInstanceOfSatisfying(TidegateException.class, error -> {
                    assertThat(error.detail()).contains("--for=" + text);
                    assertThat(error.remedy()).contains("--for 30s");
                });
    }
}

package io.tidegate.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EmbeddedRegistryTest {
    @Test
    void itAnswersAndKeepsItsSettingsOverARestart() {
        try (EmbeddedRegistry registry = new EmbeddedRegistry().start()) {
            assertThat(registry.get("/config")).isEqualTo("{\"compatibilityLevel\":\"NONE\"}");
            registry.compatibility("BACKWARD");
            registry.stop();
            assertThatThrownBy(() -> registry.get("/subjects")).hasMessageContaining("/subjects");
            registry.start();
            assertThat(registry.get("/config")).isEqualTo("{\"compatibilityLevel\":\"BACKWARD\"}");
        }
    }
}

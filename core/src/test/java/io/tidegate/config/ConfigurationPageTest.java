package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.docs.GeneratedPage;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    @Test
    void thePageInTheManualIsWhatTheDefinitionsSay() {
        GeneratedPage.assertCurrent("configuration.md", ConfigurationPage.text());
    }

    @Test
    void eachSettingIsOnThePage() {
        for (Setting setting : SettingCatalogue.all().settings()) {
            String name = setting.name();
            String key = name.startsWith("tidegate.kafka.")
                    ? ClientSettings.property(setting)
                    : name.substring(name.lastIndexOf('.') + 1);
            assertThat(ConfigurationPage.text()).contains("| `" + key + "` |");
        }
    }
}

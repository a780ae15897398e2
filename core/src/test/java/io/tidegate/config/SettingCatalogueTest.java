package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettingCatalogueTest {
    private static final List<Setting> SETTINGS = SettingCatalogue.all().settings();

    @Test
    void noPathAndNoParameterIsDefinedTwice() {
        assertThat(SETTINGS.stream().map(Setting::file).flatMap(Stream::ofNullable))
                .doesNotHaveDuplicates();
        assertThat(SETTINGS.stream().map(Setting::parameter).flatMap(Stream::ofNullable))
                .doesNotHaveDuplicates();
    }

    @Test
    void aKeyIsNeverATableAtTheSameTime() {
        for (Setting setting : SETTINGS) {
            assertThat(SettingCatalogue.all().file().isSection(setting.name()))
                    .as(setting.name())
                    .isFalse();
        }
    }

    @Test
    void defaultsAreAllowedValues() {
        for (Setting setting : SETTINGS) {
            Value fallback = setting.fallback();
            boolean emptyText = new Value.Text("").equals(fallback);
            if (fallback != null && !emptyText) {
                assertThat(setting.type().allows(fallback)).as(setting.name()).isTrue();
            }
        }
    }

    @Test
    void whatHasNoEffectSaysWhy() {
        for (Setting setting : SETTINGS) {
            switch (setting.standing()) {
                case IGNORED, FIXED, OTHER_VERSION ->
                    assertThat(setting.remark()).as(setting.name()).isNotEmpty();
                case SUPPORTED, UNAVAILABLE -> {}
            }
        }
    }

    @Test
    void whateverIsNamedLikeASecretIsOne() {
        assertThat(SETTINGS)
                .filteredOn(setting -> setting.name().matches(".*(password|secret|access-key|token|private-key)$"))
                .isNotEmpty()
                .allMatch(setting -> setting.sensitivity() == Setting.Sensitivity.SECRET);
    }

    @Test
    void namesAreLowerCaseWithHyphens() {
        assertThat(SETTINGS)
                .filteredOn(setting -> !setting.name().startsWith("tidegate.kafka."))
                .allMatch(setting -> setting.name().matches("[a-z0-9.\\[\\]-]+"));
    }
}

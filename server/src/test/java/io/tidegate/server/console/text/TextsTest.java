package io.tidegate.server.console.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TextsTest {
    private static final Pattern PLACE = Pattern.compile("\\{\\d}");

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyLanguageSaysTheSameThings(Language language) {
        Texts english = Texts.in(Language.ENGLISH);
        Texts texts = Texts.in(language);
        assertThat(texts.keys()).containsExactlyInAnyOrderElementsOf(english.keys());
        for (String key : english.keys()) {
            assertThat(texts.get(key)).as(key).isNotBlank();
            assertThat(places(texts.get(key))).as(key).isEqualTo(places(english.get(key)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                         | ENGLISH
            ja                         | JAPANESE
            zh-TW,zh;q=0.9             | CHINESE
            de-DE,de;q=0.9,ja;q=0.5    | JAPANESE
            en;q=0.1,zh;q=0.9          | CHINESE
            fr                         | ENGLISH
            ;;;                        | ENGLISH
            """)
    void aBrowserGetsTheLanguageItLikesBest(String accepted, Language expected) {
        assertThat(Language.preferred(accepted)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aTextThatIsNotThereIsAMistake(Language language) {
        assertThatThrownBy(() -> Texts.in(language).get("no.such.key"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no.such.key");
    }

    private static String places(String text) {
        return PLACE.matcher(text)
                .results()
                .map(match -> match.group())
                .sorted()
                .collect(Collectors.joining());
    }
}

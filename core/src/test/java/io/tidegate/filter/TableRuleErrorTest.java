package io.tidegate.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TableRuleErrorTest {
    @ParameterizedTest
    @MethodSource("badRules")
    void aBadRuleIsRefusedWithTheMessageOfTiCdc(String rule, String message) {
        for (boolean caseSensitive : new boolean[] {true, false}) {
            TidegateException error = refused(List.of(rule), caseSensitive);

            assertThat(error.code()).isEqualTo(ErrorCode.FILTER_RULE_INVALID);
            assertThat(error.detail()).startsWith("rules[0] \"" + rule + "\": at <cmdline>:1: " + message);
        }
    }

    @Test
    void theMessageEndsTheDetail() {
        assertThat(refused(List.of("db"), false).detail()).endsWith(": wrong table pattern");
    }

    @Test
    void theErrorNamesTheRuleOfTheList() {
        assertThat(refused(List.of("# ours", "a.*", "a.b.c"), false).detail())
                .isEqualTo("rules[2] \"a.b.c\": at <cmdline>:1: syntax error: stray characters after table pattern");
    }

    @Test
    void aSpecialCharacterOfTwoCharsIsNamedWhole() {
        assertThatThrownBy(() -> TableRules.parse("rules", List.of("a\\z.t"), true))
                .hasMessageContaining("cannot escape a letter or number (\\z)");
        assertThat(TableRules.parse("rules", List.of("\uD83D\uDE00.t"), true)).isNotNull();
    }

    @Test
    void aParenthesisTooManyIsNamed() {
        assertThat(refused(List.of("/a)/.t"), true).detail())
                .endsWith("invalid pattern: error parsing regexp: unexpected ): `a)`");
    }

    private static TidegateException refused(List<String> rules, boolean caseSensitive) {
        return catchThrowableOfType(TidegateException.class, () -> TableRules.parse("rules", rules, caseSensitive));
    }

    /** A rule, and what its message begins with; what follows is in the words of the regular-expression engine. */
    private static Stream<Arguments> badRules() {
        return Stream.of(
                Arguments.of("db", "wrong table pattern"),
                Arguments.of("!db", "wrong table pattern"),
                Arguments.of("/a/", "wrong table pattern"),
                Arguments.of("a.", "syntax error: missing pattern"),
                Arguments.of("!", "syntax error: missing pattern"),
                Arguments.of("a.b.c", "syntax error: stray characters after table pattern"),
                Arguments.of("a..b", "syntax error: stray characters after table pattern"),
                Arguments.of("a.b.", "syntax error: stray characters after table pattern"),
                Arguments.of("db.`t`x", "syntax error: stray characters after table pattern"),
                Arguments.of("`db`x.*", "syntax error: missing '.' between schema and table patterns"),
                Arguments.of("/a/b.c", "syntax error: missing '.' between schema and table patterns"),
                Arguments.of("a%b.c", "unexpected special character '%'"),
                Arguments.of("a-b.c", "unexpected special character '-'"),
                Arguments.of("a b.c", "unexpected special character ' '"),
                Arguments.of("a,b.c", "unexpected special character ','"),
                Arguments.of("a/b.c", "unexpected special character '/'"),
                Arguments.of("(a).b", "unexpected special character '('"),
                Arguments.of("x`db`.*", "unexpected special character '`'"),
                Arguments.of("db.tbl#not comment", "unexpected special character '#'"),
                Arguments.of("*.* #c", "unexpected special character ' '"),
                Arguments.of("! a.b", "unexpected special character ' '"),
                Arguments.of("!!a.b", "unexpected special character '!'"),
                Arguments.of("!@f.txt", "unexpected special character '@'"),
                Arguments.of("\\t.*", "cannot escape a letter or number (\\t), it is reserved for future extension"),
                Arguments.of("a.b\\", "syntax error: cannot place \\ at end of line"),
                Arguments.of("a.b\\ ", "syntax error: cannot place \\ at end of line"),
                Arguments.of("[].*", "syntax error: failed to parse character class"),
                Arguments.of("[.*", "syntax error: failed to parse character class"),
                Arguments.of("[\\d\\D].*", "syntax error: failed to parse character class"),
                Arguments.of("test.t[1", "syntax error: failed to parse character class"),
                Arguments.of("[!].*", "invalid pattern: error parsing regexp:"),
                Arguments.of("/^t[0-9]+((?!_copy).)*$/.*", "invalid pattern: error parsing regexp:"),
                Arguments.of("/^t[0-9]+(?=copy)/.*", "invalid pattern: error parsing regexp:"),
                Arguments.of("/db.*", "syntax error: incomplete regexp"),
                Arguments.of("//.*", "syntax error: incomplete regexp"),
                Arguments.of("`db.*", "syntax error: incomplete quoted identifier"),
                Arguments.of("\"db.*", "syntax error: incomplete quoted identifier"),
                Arguments.of("\"\".*", "syntax error: incomplete quoted identifier"),
                Arguments.of("@rules.txt", "importing filter files is not allowed"),
                Arguments.of(".b", "syntax error: missing pattern"));
    }
}

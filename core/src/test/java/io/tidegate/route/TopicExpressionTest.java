package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.config.DispatchRule;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicExpressionTest {
    @ParameterizedTest
    @MethodSource("vectors")
    void anExpressionNamesTheTopicOfATable(String expression, String schema, String table, String topic) {
        assertThat(router(expression).topic(new TableName(schema, table))).isEqualTo(topic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{xxx}",
                "abc{sch}",
                "{sch}_{tab}",
                "{Schema}",
                "{{{{schema}",
                "{schema}}}}}",
                "你好{schema}",
                "%invalid{schema}",
                "a b{schema}",
                "{table}_{schema}",
                "{schema}_{schema}",
                "{table}{table}",
                "topic\n",
            })
    void anInvalidExpressionIsRefused(String expression) {
        TidegateException error = catchThrowableOfType(TidegateException.class, () -> router(expression));

        assertThat(error.code()).isEqualTo(ErrorCode.KAFKA_TOPIC_EXPRESSION_INVALID);
        assertThat(error.detail()).isEqualTo("dispatchers[0].topic: invalid topic expression: " + expression);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void aLiteralThatKafkaRefusesIsRefused(String literal) {
        TidegateException error = catchThrowableOfType(TidegateException.class, () -> router(literal));

        assertThat(error.code()).isEqualTo(ErrorCode.KAFKA_TOPIC_EXPRESSION_INVALID);
    }

    @Test
    void aLiteralMayHave249Characters() {
        String longest = "t".repeat(249);

        assertThat(router(longest).topic(new TableName("s", "t"))).isEqualTo(longest);
        assertThat(catchThrowableOfType(TidegateException.class, () -> router(longest + "t")))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{schema}", "{table}", "abc{schema}def", "abc", ""})
    void avroWantsBothNamesForSeveralTables(String expression) {
        TidegateException error = catchThrowableOfType(TidegateException.class, () -> avroRouter("shop.*", expression));

        assertThat(error.code()).isEqualTo(ErrorCode.KAFKA_TOPIC_EXPRESSION_INVALID);
        assertThat(error.detail()).contains("must contain {schema} and {table}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{schema}", "{table}"})
    void avroWantsBothNamesOrNoneForOneTable(String expression) {
        TidegateException error =
                catchThrowableOfType(TidegateException.class, () -> avroRouter("shop.orders", expression));

        assertThat(error.code()).isEqualTo(ErrorCode.KAFKA_TOPIC_EXPRESSION_INVALID);
    }

    @Test
    void avroTakesALiteralForOneTable() {
        assertThat(avroRouter("shop.orders", "orders").topic(new TableName("shop", "orders")))
                .isEqualTo("orders");
    }

    @Test
    void avroSendsTablesWithoutARuleToTheDefaultTopic() {
        assertThat(avroRouter("shop.*", "{schema}_{table}").topic(new TableName("depot", "parcel")))
                .isEqualTo("fallback");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A.b_c-9", "..."})
    void aNameOfLettersDigitsAndSomeSignsIsADefaultTopic(String name) {
        assertThat(TopicName.requireDefaultTopic(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a b", "a/b", "{schema}", "ü", "a\n"})
    void whatKafkaRefusesIsNoDefaultTopic(String name) {
        TidegateException error =
                catchThrowableOfType(TidegateException.class, () -> DispatchRouter.of(List.of(), name, false));

        assertThat(error.code()).isEqualTo(ErrorCode.KAFKA_INVALID_CONFIG);
    }

    @Test
    void aDefaultTopicHas249CharactersAtMost() {
        assertThat(TopicName.requireDefaultTopic("t".repeat(249))).hasSize(249);
        assertThat(catchThrowableOfType(TidegateException.class, () -> TopicName.requireDefaultTopic("t".repeat(250))))
                .isNotNull();
    }

    private static DispatchRouter router(String topic) {
        return DispatchRouter.of(
                List.of(new DispatchRule(List.of("*.*"), topic, "", "", List.of())), "fallback", false);
    }

    private static DispatchRouter avroRouter(String matcher, String topic) {
        return DispatchRouter.of(
                List.of(new DispatchRule(List.of(matcher), topic, "", "", List.of())), "fallback", false, true);
    }

    /** Expression, schema, table, topic. */
    private static Stream<Arguments> vectors() {
        return Stream.of(
                Arguments.of("abc{schema}", "DEF", "any", "abcDEF"),
                Arguments.of("abc{schema}", "def", "any", "abcdef"),
                Arguments.of("abc_def{schema}", "!@#$%^&*()_+.{}", "any", "abc_def____________.__"),
                Arguments.of("abc{schema}def", "你好", "any", "abc__def"),
                Arguments.of("{schema}_{table}", "depot", "parcel", "depot_parcel"),
                Arguments.of("{schema}_{table}", "depot", "!@#$%^&*", "depot_________"),
                Arguments.of("{schema}_{table}", "()_+.{}", "world", "____.___world"),
                Arguments.of("{schema}_{table}", "你好", "世界", "_____"),
                Arguments.of("abc_{schema}de._-{table}_fhi", "hello", "world", "abc_hellode._-world_fhi"),
                Arguments.of("prefix_{table}", "any", "table1", "prefix_table1"),
                Arguments.of("{schema}", ".", "any", "_"),
                Arguments.of("{schema}{table}", ".", ".", "__"),
                Arguments.of("{schema}", "a".repeat(300), "any", "a".repeat(249)),
                Arguments.of("hard_code", "any", "any", "hard_code"),
                Arguments.of("", "any", "any", "fallback"),
                Arguments.of("{schema}", "\uD83D\uDE00", "any", "_"),
                Arguments.of("{schema}_{table}", "{table}", "t", "_table__t"));
    }
}

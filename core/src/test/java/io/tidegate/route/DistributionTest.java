package io.tidegate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.DispatchRule;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SinkUri;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionTest {
    private static final PartitionRule BY_KEY = PartitionRule.everyTable("index-value");

    static Stream<Distribution> distributions() {
        PartitionRule orders =
                new PartitionRule(List.of("shop.orders", "shop.o'\"\\x*"), "columns", "", List.of("a", "ü"));
        PartitionRule events = new PartitionRule(List.of("events.*"), "index-value", "by_time", List.of());
        return Stream.of(
                        new TopicDistribution.ByTable("pre-", "_", ".suf", "all"),
                        new TopicDistribution.ByTable("", "", "", "all"),
                        new TopicDistribution.ByDatabase("pre.", "-x", "all"),
                        new TopicDistribution.OneTopic("all"))
                .flatMap(topics -> Stream.of(
                        new Distribution(topics, List.of(BY_KEY)),
                        new Distribution(topics, List.of(orders, events, PartitionRule.everyTable("ts")))));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void aConfigurationFileReadsWhatItYields(Distribution distribution) {
        ResolvedConfig config = ResolvedConfig.resolve(
                SinkUri.parse("kafka://127.0.0.1:9092/all?protocol=canal-json"),
                ChangefeedConfig.parse(distribution.toml()));
        assertThat(config.dispatchRules()).isEqualTo(distribution.rules());
        assertThat(Distribution.of(config.dispatchRules(), config.kafka().defaultTopic()))
                .contains(distribution);
    }

    @ParameterizedTest
    @CsvSource({
        "by table,    pre.shop_orders.suf",
        "by database, pre.shop.suf",
        "one topic,   all",
    })
    void itsRulesNameTheTopicsThatThePagePromises(String mode, String topic) {
        TopicDistribution topics =
                switch (mode) {
                    case "by table" -> new TopicDistribution.ByTable("pre.", "_", ".suf", "all");
                    case "by database" -> new TopicDistribution.ByDatabase("pre.", ".suf", "all");
                    default -> new TopicDistribution.OneTopic("all");
                };
        DispatchRouter router =
                DispatchRouter.of(new Distribution(topics, List.of(BY_KEY)).rules(), topics.defaultTopic(), true);
        assertThat(router.topic(new TableName("shop", "orders"))).isEqualTo(topic);
    }

    @Test
    void tablesThatNoPartitionRuleMatchesHaveTheSameTopics() {
        PartitionRule orders = new PartitionRule(List.of("shop.orders"), "ts", "", List.of());
        List<DispatchRule> rules =
                new Distribution(new TopicDistribution.ByDatabase("", "", "all"), List.of(orders)).rules();
        assertThat(DispatchRouter.of(rules, "all", true).topic(new TableName("other", "t")))
                .isEqualTo("other");
    }

    @ParameterizedTest
    @CsvSource({
        "a b, _, '',  the prefix",
        "'', {, '',   the separator",
        "'', _, '/',  the suffix",
    })
    void partsThatTopicsCannotHaveAreRefusedByName(String prefix, String separator, String suffix, String part) {
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> new TopicDistribution.ByTable(prefix, separator, suffix, "all"))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.KAFKA_TOPIC_EXPRESSION_INVALID))
                .withMessageContaining(part);
    }

    @Test
    void aDefaultTopicIsNeeded() {
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(() -> new TopicDistribution.OneTopic(""))
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.KAFKA_INVALID_CONFIG));
    }

    @Test
    void anEmptySeparatorGivesAWarningWithAnExample() {
        assertThat(new TopicDistribution.ByTable("p-", "", "", "all").warnings())
                .containsExactly("Without a separator a.bc and ab.c share the topic p-abc.");
        assertThat(new TopicDistribution.ByTable("p-", "_", "", "all").warnings())
                .isEmpty();
    }

    @Test
    void rulesThatDifferInTheirTopicsAreNoDistribution() {
        DispatchRule one = new DispatchRule(List.of("a.*"), "one", "ts", "", List.of());
        DispatchRule other = new DispatchRule(List.of("*.*"), "{schema}", "ts", "", List.of());
        assertThat(Distribution.of(List.of(one, other), "all")).isEmpty();
        assertThat(Distribution.of(List.of(one), "all")).isEmpty();
        assertThat(Distribution.of(List.of(new DispatchRule(List.of("a.*"), "{schema}", "", "", List.of())), "all"))
                .isEmpty();
        assertThat(Distribution.of(List.of(), "all"))
                .contains(new Distribution(new TopicDistribution.OneTopic("all"), List.of()));
    }
}

package io.tidegate.config;

import static io.tidegate.config.Refusal.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.error.ErrorCode;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLetterOptionsTest {
    @Test
    void aTopicAloneTakesEveryRowThatCannotBeSent() {
        assertThat(resolve("topic = 'dead'"))
                .isEqualTo(new DeadLetterOptions("dead", EnumSet.allOf(DeadLetterFailure.class)));
    }

    @Test
    void theFailuresCanBeChosen() {
        assertThat(resolve("topic = 'dead'\nfailures = ['Too-Large']"))
                .isEqualTo(new DeadLetterOptions("dead", Set.of(DeadLetterFailure.TOO_LARGE)));
    }

    @Test
    void withoutTheSectionThereIsNoSuchTopic() {
        assertThat(ResolvedConfig.resolve(
                                SinkUri.parse("kafka://h:9092/cdc?protocol=canal-json"), ChangefeedConfig.empty())
                        .deadLetter())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "failures = ['too-large'] | tidegate.dead-letter.failures is given without tidegate.dead-letter.topic",
                "topic = 'cdc' | tidegate.dead-letter.topic: rows go to topic cdc too",
                "topic = 'orders' | tidegate.dead-letter.topic: rows go to topic orders too",
                "{topic = 'dead', failures = []} | tidegate.dead-letter.failures is empty although there is a dead-letter topic",
            })
    void contradictionsAreRefused(String keys, String found) {
        String inline = keys.startsWith("{") ? keys : "{" + keys + "}";
        var error = refusal(() -> ResolvedConfig.resolve(
                SinkUri.parse("kafka://h:9092/cdc?protocol=canal-json"),
                ChangefeedConfig.parse("sink.dispatchers = [{matcher = ['*.*'], topic = 'orders'}]\n"
                        + "tidegate.dead-letter = " + inline)));
        assertThat(error.code()).isEqualTo(ErrorCode.REPLICA_CONFIG_INVALID);
        assertThat(error.detail()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"topic = 'a b'", "topic = '..'", "{topic = 'dead', failures = ['late']}"})
    void valuesThatDoNotExistAreRefused(String keys) {
        String inline = keys.startsWith("{") ? keys : "{" + keys + "}";
        assertThat(refusal(() -> ChangefeedConfig.parse("tidegate.dead-letter = " + inline))
                        .code())
                .isEqualTo(ErrorCode.CONFIG_INVALID_VALUE);
    }

    private static DeadLetterOptions resolve(String keys) {
        return ResolvedConfig.resolve(
                        SinkUri.parse("kafka://h:9092/cdc?protocol=canal-json"),
                        ChangefeedConfig.parse("[tidegate.dead-letter]\n" + keys))
                .deadLetter();
    }
}

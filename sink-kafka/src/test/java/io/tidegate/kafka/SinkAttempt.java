package io.tidegate.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.check.Check;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.error.TidegateException;
import java.util.List;

/** What comes of a sink with certain settings: messages in the broker, an error, or lines of checks. */
final class SinkAttempt {
    private SinkAttempt() {}

    /** Sends a message to the default topic and sees it in the broker, which is read where anybody may. */
    static void assertDelivers(SinkSettings settings, String openBroker) throws InterruptedException {
        String topic = settings.topic();
        try (KafkaSink sink = new KafkaSink(settings.partitions(1).build(), "test")) {
            sink.start();
            sink.deliver(topic, 1, new EncodedMessage(null, topic.getBytes(UTF_8)));
        }
        assertThat(PartitionReader.values(openBroker, topic, 0)).containsExactly(topic);
    }

    /** The error that the start ends with. */
    static TidegateException refusal(SinkSettings settings) {
        TidegateException refusal = catchThrowableOfType(TidegateException.class, () -> {
            try (KafkaSink sink = new KafkaSink(settings.build(), "test")) {
                sink.start();
            }
        });
        assertThat(refusal).as("refusal").isNotNull();
        return refusal;
    }

    /** The checks of the default topic. */
    static List<Check> checks(SinkSettings settings) {
        try (KafkaSink sink = new KafkaSink(settings.build(), "test")) {
            return sink.check(List.of(settings.topic()));
        }
    }

    /** The one line with this code. */
    static Check line(List<Check> checks, String code) {
        return checks.stream()
                .filter(check -> check.code().equals(code))
                .reduce((first, second) -> {
                    throw new AssertionError("two lines: " + first + " and " + second);
                })
                .orElseThrow(() -> new AssertionError("no line " + code + " in " + checks));
    }
}

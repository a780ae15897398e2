package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where the stand-ins of rows go that cannot be sent, so that the changefeed need not stop at them.
 *
 * @param topic a topic that no row goes to
 * @param failures which rows; any other failure stops the changefeed
 */
public record DeadLetterOptions(String topic, Set<DeadLetterFailure> failures) {
    public DeadLetterOptions {
        failures = Set.copyOf(failures);
    }

    /** Whether an error with this code puts a row here. */
    public boolean covers(ErrorCode code) {
        return failures.stream().anyMatch(failure -> failure.covers(code));
    }

    /**
     * From settings.
     *
     * @param topics of the changefeed, as far as they are known by name
     * @return null without a topic: such rows stop the changefeed
     * @throws TidegateException REPLICA_CONFIG_INVALID when settings contradict each other
     */
    static @Nullable DeadLetterOptions resolve(SettingValues values, List<String> topics) {
        String topic = values.textOrNull(DeadLetterSettings.TOPIC);
        if (topic == null) {
            if (values.differsFromDefault(DeadLetterSettings.FAILURES)) {
                throw invalid(DeadLetterSettings.FAILURES + " is given without " + DeadLetterSettings.TOPIC);
            }
            return null;
        }
        if (topics.contains(topic)) {
            throw invalid(DeadLetterSettings.TOPIC + ": rows go to topic " + topic + " too");
        }
        Set<DeadLetterFailure> failures = new TreeSet<>();
        for (DeadLetterFailure failure : DeadLetterFailure.values()) {
            if (values.texts(DeadLetterSettings.FAILURES).contains(failure.toString())) {
                failures.add(failure);
            }
        }
        if (failures.isEmpty()) {
            throw invalid(DeadLetterSettings.FAILURES + " is empty although there is a dead-letter topic");
        }
        return new DeadLetterOptions(topic, failures);
    }

    private static TidegateException invalid(String found) {
        return new TidegateException(ErrorCode.REPLICA_CONFIG_INVALID, found);
    }
}

package io.tidegate.route;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.regex.Pattern;

/** What Kafka accepts as the name of a topic. */
public final class TopicName {
    static final int MAX_LENGTH = 249;

    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._-]+");

    private TopicName() {}

    /**
     * Returns the default topic of a sink if it can be one: 1 to 249 letters, digits, dots, underscores and hyphens, not
     * {@code .} or {@code ..}.
     *
     * @throws TidegateException with KAFKA_INVALID_CONFIG
     */
    public static String requireDefaultTopic(String name) {
        if (name.isEmpty()) {
            throw new TidegateException(ErrorCode.KAFKA_INVALID_CONFIG, "no topic is specified in sink-uri")
                    .withRemedy("Add the topic to the sink URI as its path: kafka://host:port/topic.");
        }
        if (!isValid(name)) {
            throw new TidegateException(
                            ErrorCode.KAFKA_INVALID_CONFIG, "the default topic \"" + name + "\" is no topic name")
                    .withRemedy("Use 1 to 249 letters, digits, dots, underscores and hyphens, not . or ..");
        }
        return name;
    }

    static boolean isValid(String name) {
        return name.length() <= MAX_LENGTH
                && CHARACTERS.matcher(name).matches()
                && !name.equals(".")
                && !name.equals("..");
    }
}

package io.tidegate.route;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.regex.Pattern;

/** The free parts of a topic's name around the names of schema and table. */
final class TopicParts {
    private static final String FREE = "[A-Za-z0-9._-]*";
    private static final Pattern FREE_PART = Pattern.compile(FREE);

    static final Pattern BY_TABLE =
            Pattern.compile("(" + FREE + ")\\{schema\\}(" + FREE + ")\\{table\\}(" + FREE + ")");
    static final Pattern BY_DATABASE = Pattern.compile("(" + FREE + ")\\{schema\\}(" + FREE + ")");

    private TopicParts() {}

    /** Fails with KAFKA_TOPIC_EXPRESSION_INVALID unless a part may stand in a topic's name. */
    static void require(String name, String part) {
        if (!FREE_PART.matcher(part).matches()) {
            throw new TidegateException(
                            ErrorCode.KAFKA_TOPIC_EXPRESSION_INVALID,
                            "the " + name + " \"" + part + "\" has characters that topics cannot have")
                    .withRemedy("Use letters, digits, dots, underscores and hyphens.");
        }
    }
}

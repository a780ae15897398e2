package io.tidegate.route;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableName;
import java.util.regex.Pattern;

/**
 * How a dispatcher rule names the topics of its tables: nothing at all (the default topic), a literal name, or text with
 * {@code {schema}} and {@code {table}}, each at most once and in this order. Immutable.
 */
final class TopicExpression {
    static final String SCHEMA = "{schema}";
    static final String TABLE = "{table}";

    private static final Pattern LITERAL = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern WITH_PLACEHOLDERS =
            Pattern.compile("[A-Za-z0-9._-]*(\\{schema\\})?([A-Za-z0-9._-]*\\{table\\})?[A-Za-z0-9._-]*");

    private final String text;

    private TopicExpression(String text) {
        this.text = text;
    }

    /**
     * @param text as its user wrote it
     * @param place where that was, for errors
     * @throws TidegateException with KAFKA_TOPIC_EXPRESSION_INVALID
     */
    static TopicExpression parse(String text, String place) {
        if (LITERAL.matcher(text).matches() && !TopicName.isValid(text)) {
            throw new TidegateException(
                            ErrorCode.KAFKA_TOPIC_EXPRESSION_INVALID, place + ": \"" + text + "\" is no topic name")
                    .withRemedy("Kafka takes names of 1 to 249 characters other than . and ..");
        }
        if (!WITH_PLACEHOLDERS.matcher(text).matches()) {
            throw new TidegateException(
                    ErrorCode.KAFKA_TOPIC_EXPRESSION_INVALID, place + ": invalid topic expression: " + text);
        }
        return new TopicExpression(text);
    }

    /** Whether both halves of a table's name are in the name of its topic. */
    boolean namesSchemaAndTable() {
        return text.contains(SCHEMA) && text.contains(TABLE);
    }

    /** Whether it is empty or a plain name: one topic whatever the table. */
    boolean isLiteral() {
        return text.indexOf('{') < 0;
    }

    /** Whether the table has a say in the name of its topic. */
    boolean isPerTable() {
        return text.contains(TABLE);
    }

    /** The topic of a table. Characters that topics cannot have become underscores. */
    String topic(TableName table, String defaultTopic) {
        if (text.isEmpty()) {
            return defaultTopic;
        }
        if (isLiteral()) {
            return text;
        }
        String topic = text.replace(SCHEMA, sanitized(table.schema())).replace(TABLE, sanitized(table.table()));
        if (topic.length() > TopicName.MAX_LENGTH) {
            return topic.substring(0, TopicName.MAX_LENGTH);
        }
        return switch (topic) {
            case "." -> "_";
            case ".." -> "__";
            default -> topic;
        };
    }

    @Override
    public String toString() {
        return text;
    }

    private static String sanitized(String name) {
        StringBuilder topic = new StringBuilder(name.length());
        name.codePoints().map(c -> isAllowed(c) ? c : '_').forEach(topic::appendCodePoint);
        return topic.toString();
    }

    private static boolean isAllowed(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '.'
                || character == '_'
                || character == '-';
    }
}

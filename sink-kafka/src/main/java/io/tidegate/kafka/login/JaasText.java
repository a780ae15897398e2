package io.tidegate.kafka.login;

import java.util.Map;
import org.apache.kafka.common.config.types.Password;

/**
 * The text of {@code sasl.jaas.config}: a login module with options. Kafka shares one login between clients with the
 * same text, so everything that makes a login different has to be in it.
 */
final class JaasText {
    private JaasText() {}

    /** @param options in order; values may have any characters */
    static Password of(String module, Map<String, String> options) {
        StringBuilder text = new StringBuilder(module).append(" required");
        options.forEach(
                (name, value) -> text.append(' ').append(name).append('=').append(quoted(value)));
        return new Password(text.append(';').toString());
    }

    // Kafka reads the text with a StreamTokenizer, which ends a quoted word at the end of a line.
    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                + '"';
    }
}

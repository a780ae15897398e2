package io.tidegate.config;

import io.tidegate.error.TidegateException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a changefeed does, as its sink URI and its configuration file say together: a parameter of the URI counts before
 * the same key of the file, and that before the default.
 *
 * @param filter which tables and changes are left out
 * @param caseSensitive whether table rules and matchers tell upper case from lower case
 * @param keylessTables what becomes of tables without a valid key
 * @param dispatchRules in order, without the implicit last one; may be empty
 * @param columnSelectors in order; may be empty
 * @param kafka where to send and how
 * @param format the message format with its options
 * @param message what records carry beside it
 * @param deadLetter where rows go that cannot be sent, null for nowhere: they stop the changefeed
 * @param delivery what is promised of each change
 * @param outputRawChangeEvent whether an UPDATE that changes a key is sent as it is
 * @param warnings what has not the effect its user may expect
 */
public record ResolvedConfig(
        FilterConfig filter,
        boolean caseSensitive,
        KeylessTables keylessTables,
        List<DispatchRule> dispatchRules,
        List<ColumnSelectorRule> columnSelectors,
        KafkaSinkConfig kafka,
        FormatConfig format,
        MessageOptions message,
        @Nullable DeadLetterOptions deadLetter,
        DeliveryConfig delivery,
        boolean outputRawChangeEvent,
        List<ConfigWarning> warnings) {
    public ResolvedConfig {
        dispatchRules = List.copyOf(dispatchRules);
        columnSelectors = List.copyOf(columnSelectors);
        warnings = List.copyOf(warnings);
    }

    /**
     * Joins a sink URI and a configuration file.
     *
     * @throws TidegateException when settings contradict each other or ask for what is not available yet
     */
    public static ResolvedConfig resolve(SinkUri uri, ChangefeedConfig file) {
        return resolve(uri, file, null);
    }

    /**
     * Joins a sink URI and a configuration file.
     *
     * @param saslPassword the SASL password if neither of them has one
     * @throws TidegateException when settings contradict each other or ask for what is not available yet
     */
    public static ResolvedConfig resolve(SinkUri uri, ChangefeedConfig file, @Nullable Secret saslPassword) {
        return new Resolution(uri, file, saslPassword).resolve();
    }
}

package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.ArrayList;
import java.util.List;

/** Reads the entries of {@code sink.dispatchers}. */
final class DispatchRules {
    private DispatchRules() {}

    /** @throws TidegateException SINK_CONFIG_INVALID when the old and the new name of a key are both given */
    static List<DispatchRule> of(List<SettingValues> tables, List<ConfigWarning> warnings) {
        List<DispatchRule> rules = new ArrayList<>();
        for (SettingValues table : tables) {
            List<String> matcher = table.texts(SinkSettings.MATCHER);
            String place = SinkSettings.DISPATCHERS + "[" + rules.size() + "]";
            if (table.has(SinkSettings.DISPATCHER) && table.has(SinkSettings.PARTITION)) {
                throw new TidegateException(
                        ErrorCode.SINK_CONFIG_INVALID,
                        "dispatcher and partition cannot be configured both for rule:" + place + " " + matcher);
            }
            if (matcher.isEmpty()) {
                warnings.add(new ConfigWarning(place, "a rule without matcher matches no table"));
            }
            Setting partition = table.has(SinkSettings.DISPATCHER) ? SinkSettings.DISPATCHER : SinkSettings.PARTITION;
            rules.add(new DispatchRule(
                    matcher,
                    table.text(SinkSettings.TOPIC),
                    table.has(partition) ? table.text(partition) : "",
                    table.text(SinkSettings.INDEX),
                    table.texts(SinkSettings.COLUMNS)));
        }
        return rules;
    }
}

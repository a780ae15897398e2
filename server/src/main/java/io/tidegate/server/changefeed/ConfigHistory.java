package io.tidegate.server.changefeed;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.config.SinkUri;
import io.tidegate.error.TidegateException;
import io.tidegate.state.ConfigHistoryStore;
import io.tidegate.state.ConfigRecord;
import io.tidegate.state.StoredChangefeed;
import java.util.ArrayList;
import java.util.List;

/** How a changefeed has been configured, as it may be shown. */
final class ConfigHistory {
    private final ConfigHistoryStore store;

    ConfigHistory(ConfigHistoryStore store) {
        this.store = store;
    }

    /**
     * Revisions before one, the newest first.
     *
     * @param now the changefeed as it is
     * @param before number of the revision before which to begin
     * @param limit how many at most
     */
    List<Revision> page(ChangefeedDefinition now, long before, int limit) {
        // One more, since each differs from the one before it.
        List<ConfigRecord> records = store.page(now.id(), before, limit + 1);
        List<Revision> page = new ArrayList<>();
        for (int place = 0; place < Math.min(limit, records.size()); place++) {
            ConfigRecord record = records.get(place);
            page.add(
                    place + 1 < records.size()
                            ? changed(record, definition(now, records.get(place + 1)), definition(now, record))
                            : first(record, definition(now, record)));
        }
        return List.copyOf(page);
    }

    private static Revision first(ConfigRecord record, ChangefeedDefinition definition) {
        return revision(record, shown(definition), List.of(), false);
    }

    private static Revision changed(ConfigRecord record, ChangefeedDefinition before, ChangefeedDefinition after) {
        ObjectNode shown = shown(after);
        List<String> diff = LineDiff.of(shown(before), shown);
        boolean differs = !before.sinkUri().equals(after.sinkUri())
                || !before.replicaConfig().equals(after.replicaConfig());
        return revision(record, shown, diff, diff.isEmpty() && differs);
    }

    private static Revision revision(ConfigRecord record, ObjectNode shown, List<String> diff, boolean hidden) {
        return new Revision(
                record.number(),
                record.at(),
                record.change().who(),
                record.change().what(),
                shown,
                diff,
                hidden);
    }

    private static ChangefeedDefinition definition(ChangefeedDefinition now, ConfigRecord record) {
        return ChangefeedJson.definition(
                new StoredChangefeed(now.id(), now.cluster(), record.definition(), "", now.createdAt(), record.at()));
    }

    /** What somebody chose, in the words of the API; not where it began, which follows from that. */
    private static ObjectNode shown(ChangefeedDefinition definition) {
        ObjectNode shown = JsonNodeFactory.instance
                .objectNode()
                .put("name", definition.name())
                .put("sink_uri", definition.sinkUri().reveal(SinkUri::mask))
                .put("time_zone", definition.timeZone().getId())
                .put("start", definition.start())
                .put("target_ts", Long.toUnsignedString(definition.targetTs()))
                .put("rcu", definition.rcu());
        try {
            shown.set(
                    "config",
                    ChangefeedConfig.ofJson(definition.replicaConfig())
                            .json(definition.sinkUri().reveal(SinkUri::parse)));
        } catch (TidegateException e) {
            // An older version took what this one does not.
            shown.putNull("config");
        }
        return shown;
    }
}

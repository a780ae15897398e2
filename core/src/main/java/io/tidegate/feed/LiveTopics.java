package io.tidegate.feed;

import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.TableName;
import io.tidegate.route.Router;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The topics that watermarks go to: those of the tables replicated now and the default topic. A table that was dropped
 * or renamed away counts once more, so that its topic gets a watermark behind its end. Thread confined.
 */
final class LiveTopics {
    private final Router router;
    private final Map<TableName, String> topics = new LinkedHashMap<>();
    private final Set<String> leaving = new TreeSet<>();

    LiveTopics(Router router, Collection<TableName> tables) {
        this.router = router;
        tables.forEach(this::add);
    }

    /** Follows a DDL of a table that is replicated. */
    void apply(Ddl ddl) {
        if (ddl.isDatabase()) {
            if (ddl.kind() == DdlKind.DROP_DATABASE) {
                topics.keySet().stream()
                        .filter(table -> table.schema().equals(ddl.table().schema()))
                        .toList()
                        .forEach(this::remove);
            }
            return;
        }
        TableName renamedFrom = ddl.renamedFrom();
        if (renamedFrom != null) {
            remove(renamedFrom);
        }
        if (ddl.kind() == DdlKind.DROP_TABLE) {
            remove(ddl.table());
        } else if (ddl.kind() == DdlKind.CREATE_TABLE || renamedFrom != null || ddl.newVersion() != null) {
            add(ddl.table());
        }
    }

    /** The topics of the next watermark; what left since the last one is in it for the last time. */
    Collection<String> forWatermark() {
        Set<String> result = new TreeSet<>(topics.values());
        result.add(router.defaultTopic());
        result.addAll(leaving);
        leaving.clear();
        return result;
    }

    private void add(TableName table) {
        topics.put(table, router.topic(table));
    }

    private void remove(TableName table) {
        String topic = topics.remove(table);
        if (topic != null) {
            leaving.add(topic);
        }
    }
}

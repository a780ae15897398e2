package io.tidegate.filter;

import java.util.Set;

/** The schemas in which databases and replication tools keep their own tables; no changefeed ever replicates them. */
final class SystemSchemas {
    private static final Set<String> NAMES = Set.of(
            "information_schema",
            "performance_schema",
            "metrics_schema",
            "inspection_schema",
            "mysql",
            "sys",
            "dm_heartbeat",
            "tidb_cdc",
            "lightning_task_info",
            "workload_schema");

    private SystemSchemas() {}

    /** Whether the schema is one of them, in any case. */
    static boolean contains(String schema) {
        return NAMES.contains(NameCase.lower(schema));
    }
}

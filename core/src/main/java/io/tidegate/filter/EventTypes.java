package io.tidegate.filter;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.RowKind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Kinds of events by the names that event filters have for them, the names of groups included. Names are TiCDC's: lower
 * case, single spaces. Immutable.
 */
final class EventTypes {
    private static final Map<String, Set<RowKind>> ROWS = Map.of(
            "insert", Set.of(RowKind.INSERT),
            "update", Set.of(RowKind.UPDATE),
            "delete", Set.of(RowKind.DELETE),
            "all dml", EnumSet.allOf(RowKind.class));
    private static final Map<String, Set<DdlKind>> DDLS = ddls();

    /** Kinds of indexes that a DDL shows by a word of its text and not by its kind. */
    private static final Map<String, Pattern> INDEXES = Map.of(
            "add fulltext index", Pattern.compile("\\bfulltext\\b", Pattern.CASE_INSENSITIVE),
            "create hybrid index", Pattern.compile("\\bhybrid\\s+index\\b", Pattern.CASE_INSENSITIVE));

    private final Set<RowKind> rows = EnumSet.noneOf(RowKind.class);
    private final Set<DdlKind> ddls = EnumSet.noneOf(DdlKind.class);
    private final Set<Pattern> indexes = new HashSet<>();

    private EventTypes() {}

    /**
     * Finds the kinds.
     *
     * @param setting where the names come from, for errors
     * @throws TidegateException IGNORE_EVENT_INVALID
     */
    static EventTypes named(String setting, List<String> names) {
        EventTypes types = new EventTypes();
        for (String name : names) {
            if (!types.add(name)) {
                throw new TidegateException(
                        ErrorCode.IGNORE_EVENT_INVALID, setting + ": invalid ignore event type: '" + name + "'");
            }
        }
        return types;
    }

    boolean has(RowKind kind) {
        return rows.contains(kind);
    }

    boolean has(Ddl ddl) {
        return ddls.contains(ddl.kind())
                || (ddl.kind() == DdlKind.CREATE_INDEX
                        && indexes.stream()
                                .anyMatch(word -> word.matcher(ddl.sql()).find()));
    }

    private boolean add(String name) {
        if (ROWS.containsKey(name)) {
            rows.addAll(ROWS.get(name));
        } else if (DDLS.containsKey(name)) {
            ddls.addAll(DDLS.get(name));
        } else if (INDEXES.containsKey(name)) {
            indexes.add(INDEXES.get(name));
        } else {
            return false;
        }
        return true;
    }

    private static Map<String, Set<DdlKind>> ddls() {
        Map<String, Set<DdlKind>> ddls = new HashMap<>();
        Set<DdlKind> alterTable = EnumSet.noneOf(DdlKind.class);
        for (DdlKind kind : DdlKind.values()) {
            if (kind != DdlKind.OTHER) {
                ddls.put(kind.eventType(), Set.of(kind));
            }
            if (altersTable(kind)) {
                alterTable.add(kind);
            }
        }
        ddls.put("all ddl", EnumSet.allOf(DdlKind.class));
        ddls.put("alter table", alterTable);
        ddls.put("create schema", Set.of(DdlKind.CREATE_DATABASE));
        ddls.put("drop schema", Set.of(DdlKind.DROP_DATABASE));
        return ddls;
    }

    /** The group {@code alter table}. TiCDC leaves foreign keys out of it. */
    private static boolean altersTable(DdlKind kind) {
        return switch (kind) {
            case RENAME_TABLE,
                    TABLE_COMMENT,
                    TABLE_CHARSET,
                    ADD_PARTITION,
                    DROP_PARTITION,
                    TRUNCATE_PARTITION,
                    EXCHANGE_PARTITION,
                    REORGANIZE_PARTITION,
                    PARTITION_BY,
                    REMOVE_PARTITIONING,
                    ADD_COLUMN,
                    DROP_COLUMN,
                    MODIFY_COLUMN,
                    SET_DEFAULT,
                    ADD_PRIMARY_KEY,
                    DROP_PRIMARY_KEY,
                    CREATE_INDEX,
                    DROP_INDEX,
                    RENAME_INDEX,
                    INDEX_VISIBILITY,
                    ADD_FOREIGN_KEY,
                    DROP_FOREIGN_KEY,
                    REBASE_AUTO_ID,
                    ALTER_TTL,
                    REMOVE_TTL,
                    MULTI_SCHEMA_CHANGE,
                    OTHER -> true;
            case CREATE_DATABASE,
                    DROP_DATABASE,
                    ALTER_DATABASE,
                    CREATE_TABLE,
                    DROP_TABLE,
                    TRUNCATE_TABLE,
                    RECOVER_TABLE,
                    CREATE_VIEW,
                    DROP_VIEW -> false;
        };
    }
}

package io.tidegate.mysql.schema;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Generation;
import io.tidegate.model.Key;
import io.tidegate.mysql.row.CollationTable;
import io.tidegate.mysql.row.TableMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as the log describes it: the first layer, which always wins. It tells whether a definition describes the same
 * table, and makes one where none does.
 */
final class LoggedTable {
    private final TableMap map;
    private final List<String> names;
    private final List<LoggedType> types;

    /** @throws TidegateException SCHEMA_METADATA_MISSING when the log has no column names */
    LoggedTable(TableMap map, CollationTable collations) {
        if (map.names() == null) {
            throw new TidegateException(
                            ErrorCode.SCHEMA_METADATA_MISSING,
                            "rows of " + map.name() + " were written without column names")
                    .withRemedy("Run SET GLOBAL binlog_row_metadata = 'FULL' on the source, let running sessions"
                            + " reconnect, and start at a position after that.");
        }
        this.map = map;
        this.names = map.names();
        this.types = new ArrayList<>();
        for (int i = 0; i < map.columns(); i++) {
            types.add(new LoggedType(map, i, collations));
        }
    }

    /** Whether a definition says of names, types, members, nullability and primary key just what the log says. */
    boolean fits(TableDefinition definition) {
        List<ColumnDefinition> columns = definition.columns();
        if (columns.size() != map.columns()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            ColumnDefinition column = columns.get(i);
            if (!column.name().equals(names.get(i))
                    || column.nullable() != map.nullable()[i]
                    || !types.get(i).fits(column.type())) {
                return false;
            }
        }
        List<KeyPart> primary = primaryKey();
        return primary == null || primary.equals(definition.primaryKey()) || isPromoted(primary, definition);
    }

    /** What the log says, refined by what a definition that does not fit says of columns that did not change. */
    TableDefinition refinedBy(@Nullable TableDefinition other) {
        List<ColumnDefinition> columns = new ArrayList<>();
        for (int i = 0; i < map.columns(); i++) {
            columns.add(column(i, other == null ? null : other.column(names.get(i))));
        }
        List<KeyPart> logged = primaryKey();
        List<KeyDefinition> keys = new ArrayList<>();
        if (logged != null && !logged.isEmpty() && (other == null || !isPromoted(logged, other))) {
            keys.add(KeyDefinition.unique(Key.PRIMARY, logged));
        }
        if (other != null) {
            for (KeyDefinition key : other.keys()) {
                if (isStillThere(key, columns) && !(key.isPrimary() && logged != null)) {
                    keys.add(key);
                }
            }
        }
        return TableDefinition.of(map.name(), columns, keys);
    }

    /** Servers call the first unique key of not-null whole columns primary in the log when there is no primary key. */
    private static boolean isPromoted(List<KeyPart> logged, TableDefinition definition) {
        return definition.primaryKey().isEmpty()
                && definition.keys().stream()
                        .anyMatch(key -> key.unique() && key.parts().equals(logged));
    }

    private ColumnDefinition column(int ordinal, @Nullable ColumnDefinition other) {
        LoggedType type = types.get(ordinal);
        boolean nullable = map.nullable()[ordinal];
        return other != null && type.fits(other.type())
                ? new ColumnDefinition(
                        names.get(ordinal),
                        other.type(),
                        nullable,
                        other.generation(),
                        other.defaultText(),
                        other.collation())
                : new ColumnDefinition(names.get(ordinal), type.synthesised(), nullable, Generation.NONE, null, null);
    }

    private static boolean isStillThere(KeyDefinition key, Collection<ColumnDefinition> columns) {
        return key.parts().stream()
                .allMatch(part -> part.column() == null
                        || columns.stream().anyMatch(column -> column.name().equals(part.column())));
    }

    /** The parts of the primary key; empty when there is none, null when the log does not say. */
    private @Nullable List<KeyPart> primaryKey() {
        int[] ordinals = map.primaryKey();
        if (ordinals == null) {
            return null;
        }
        int[] prefixes = map.primaryKeyPrefixes();
        List<KeyPart> parts = new ArrayList<>();
        for (int i = 0; i < ordinals.length; i++) {
            parts.add(new KeyPart(names.get(ordinals[i]), prefixes == null ? KeyPart.WHOLE : prefixes[i]));
        }
        return parts;
    }
}

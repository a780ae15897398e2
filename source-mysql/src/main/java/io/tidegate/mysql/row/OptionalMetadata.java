package io.tidegate.mysql.row;

import io.tidegate.model.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The optional part of a TABLE_MAP event while it is read: fields in any order, most of them counting only the columns
 * of some types. Members of ENUM and SET are kept raw until their character sets are known too.
 */
final class OptionalMetadata {
    private static final int SIGNEDNESS = 1;
    private static final int DEFAULT_CHARSET = 2;
    private static final int COLUMN_CHARSET = 3;
    private static final int COLUMN_NAME = 4;
    private static final int SET_STR_VALUE = 5;
    private static final int ENUM_STR_VALUE = 6;
    private static final int GEOMETRY_TYPE = 7;
    private static final int SIMPLE_PRIMARY_KEY = 8;
    private static final int PRIMARY_KEY_WITH_PREFIX = 9;
    private static final int ENUM_AND_SET_DEFAULT_CHARSET = 10;
    private static final int ENUM_AND_SET_COLUMN_CHARSET = 11;
    private static final int COLUMN_VISIBILITY = 12;

    private final int[] types;
    private final boolean mariaDb;
    private final CollationTable collationTable;

    private boolean @Nullable [] unsigned;
    private int @Nullable [] collations;
    private @Nullable List<String> names;
    private @Nullable EventReader setMembers;
    private @Nullable EventReader enumMembers;
    private int @Nullable [] geometryTypes;
    private int @Nullable [] primaryKey;
    private int @Nullable [] primaryKeyPrefixes;
    private boolean @Nullable [] visible;

    OptionalMetadata(int[] types, boolean mariaDb, CollationTable collationTable) {
        this.types = types;
        this.mariaDb = mariaDb;
        this.collationTable = collationTable;
    }

    /** Takes a field in; one of an unknown kind is left aside. */
    void read(int kind, EventReader value) {
        switch (kind) {
            case SIGNEDNESS -> unsigned = bits(value, columns(OptionalMetadata::isNumeric));
            case DEFAULT_CHARSET -> defaultCharset(value, columns(this::isCharacter));
            case COLUMN_CHARSET -> columnCharset(value, columns(this::isCharacter));
            case COLUMN_NAME -> names = names(value);
            case SET_STR_VALUE -> setMembers = value;
            case ENUM_STR_VALUE -> enumMembers = value;
            case GEOMETRY_TYPE -> geometryTypes(value);
            case SIMPLE_PRIMARY_KEY -> primaryKey(value, false);
            case PRIMARY_KEY_WITH_PREFIX -> primaryKey(value, true);
            case ENUM_AND_SET_DEFAULT_CHARSET -> defaultCharset(value, columns(OptionalMetadata::hasMembers));
            case ENUM_AND_SET_COLUMN_CHARSET -> columnCharset(value, columns(OptionalMetadata::hasMembers));
            case COLUMN_VISIBILITY -> visible = bits(value, columns(type -> true));
            default -> {
                // Servers add kinds; what they tell cannot change how the known ones are read.
            }
        }
    }

    /** All that was read, as a table map. */
    TableMap tableMap(long tableId, TableName name, int[] metadata, boolean[] nullable) {
        if (names != null && primaryKey == null) {
            // With full metadata the field is left out when there is no primary key.
            primaryKey = new int[0];
            primaryKeyPrefixes = new int[0];
        }
        return new TableMap(
                tableId,
                name,
                types,
                metadata,
                nullable,
                unsigned,
                collations,
                names,
                names == null && setMembers == null && enumMembers == null ? null : members(),
                geometryTypes,
                primaryKey,
                primaryKeyPrefixes,
                visible);
    }

    private static boolean isNumeric(int type) {
        return switch (type) {
            case LogTypes.TINY,
                    LogTypes.SHORT,
                    LogTypes.INT24,
                    LogTypes.LONG,
                    LogTypes.LONGLONG,
                    LogTypes.NEWDECIMAL,
                    LogTypes.FLOAT,
                    LogTypes.DOUBLE,
                    LogTypes.YEAR -> true;
            default -> false;
        };
    }

    private boolean isCharacter(int type) {
        return switch (type) {
            case LogTypes.STRING, LogTypes.VARCHAR, LogTypes.VAR_STRING, LogTypes.BLOB -> true;
            case LogTypes.GEOMETRY, LogTypes.BLOB_COMPRESSED, LogTypes.VARCHAR_COMPRESSED -> mariaDb;
            default -> false;
        };
    }

    private static boolean hasMembers(int type) {
        return type == LogTypes.ENUM || type == LogTypes.SET;
    }

    /** Ordinals of the columns whose type fits. */
    private int[] columns(IntPredicate fits) {
        int[] found = new int[types.length];
        int count = 0;
        for (int i = 0; i < types.length; i++) {
            if (fits.test(types[i])) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** One bit for each of some columns, the highest bit of a byte first. */
    private boolean[] bits(EventReader value, int[] columns) {
        boolean[] set = new boolean[types.length];
        int current = 0;
        for (int i = 0; i < columns.length; i++) {
            current = i % 8 == 0 ? value.u8() : current << 1;
            set[columns[i]] = (current & 0x80) != 0;
        }
        return set;
    }

    private int[] collations() {
        if (collations == null) {
            collations = new int[types.length];
        }
        return collations;
    }

    private void defaultCharset(EventReader value, int[] columns) {
        int[] all = collations();
        int common = value.index(Integer.MAX_VALUE);
        for (int column : columns) {
            all[column] = common;
        }
        while (value.hasRemaining()) {
            int column = columns[value.index(columns.length)];
            all[column] = value.index(Integer.MAX_VALUE);
        }
    }

    private void columnCharset(EventReader value, int[] columns) {
        int[] all = collations();
        for (int column : columns) {
            all[column] = value.index(Integer.MAX_VALUE);
        }
    }

    private List<String> names(EventReader value) {
        List<String> all = new ArrayList<>(types.length);
        for (int i = 0; i < types.length; i++) {
            all.add(value.utf8(value.count()));
        }
        return Collections.unmodifiableList(all);
    }

    private void geometryTypes(EventReader value) {
        int[] all = new int[types.length];
        Arrays.fill(all, -1);
        for (int column : columns(type -> type == LogTypes.GEOMETRY)) {
            all[column] = value.index(Integer.MAX_VALUE);
        }
        geometryTypes = all;
    }

    private void primaryKey(EventReader value, boolean withPrefix) {
        int[] key = new int[types.length];
        int[] prefixes = new int[types.length];
        int parts = 0;
        while (value.hasRemaining()) {
            if (parts == key.length) {
                throw value.corrupt("its primary key has more parts than the table has columns");
            }
            key[parts] = value.index(types.length);
            prefixes[parts] = withPrefix ? value.index(Integer.MAX_VALUE) : 0;
            parts++;
        }
        primaryKey = Arrays.copyOf(key, parts);
        primaryKeyPrefixes = Arrays.copyOf(prefixes, parts);
    }

    private List<List<String>> members() {
        List<List<String>> all = new ArrayList<>(Collections.nCopies(types.length, List.of()));
        members(enumMembers, LogTypes.ENUM, all);
        members(setMembers, LogTypes.SET, all);
        return Collections.unmodifiableList(all);
    }

    private void members(@Nullable EventReader value, int type, List<List<String>> all) {
        if (value == null) {
            return;
        }
        for (int column : columns(candidate -> candidate == type)) {
            // Without a character set, which no server does, the common one is the best guess.
            TextCharset charset = collations == null || collations[column] == 0
                    ? TextCharset.named("utf8mb4")
                    : collationTable.charset(collations[column]);
            int count = value.count();
            List<String> members = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                members.add(value.text(value.count(), charset));
            }
            all.set(column, Collections.unmodifiableList(members));
        }
    }
}

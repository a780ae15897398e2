package io.tidegate.mysql.schema;

import io.tidegate.mysql.row.TableMap;
import java.util.Arrays;
import java.util.Objects;

/** Whether two table maps describe the same table; their ids, which change at every reopening, do not count. */
final class MapContent {
    private MapContent() {}

    static boolean same(TableMap one, TableMap other) {
        return one.name().equals(other.name())
                && Arrays.equals(one.types(), other.types())
                && Arrays.equals(one.metadata(), other.metadata())
                && Arrays.equals(one.nullable(), other.nullable())
                && Arrays.equals(one.unsigned(), other.unsigned())
                && Arrays.equals(one.collations(), other.collations())
                && Objects.equals(one.names(), other.names())
                && Objects.equals(one.members(), other.members())
                && Arrays.equals(one.geometryTypes(), other.geometryTypes())
                && Arrays.equals(one.primaryKey(), other.primaryKey())
                && Arrays.equals(one.primaryKeyPrefixes(), other.primaryKeyPrefixes())
                && Arrays.equals(one.visible(), other.visible());
    }
}

package io.tidegate.encode.simple;

import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.TableVersion;
import org.jspecify.annotations.Nullable;

/**
 * The definitions in the message of a DDL. A dropped table is described as it was. The definition before goes with every
 * statement on a table but its creation, as TiCDC documents it, so that rows of that version can be read without an
 * earlier message.
 *
 * @param after {@code tableSchema}, null for a database and where the source does not know
 * @param before {@code preTableSchema}, null for a database, a new table and where the source does not know
 */
record DdlSchemas(@Nullable TableVersion after, @Nullable TableVersion before) {
    static DdlSchemas of(Ddl ddl) {
        if (ddl.isDatabase()) {
            return new DdlSchemas(null, null);
        }
        if (ddl.kind() == DdlKind.DROP_TABLE) {
            return new DdlSchemas(ddl.oldVersion(), ddl.oldVersion());
        }
        return new DdlSchemas(ddl.newVersion(), ddl.kind() == DdlKind.CREATE_TABLE ? null : ddl.oldVersion());
    }
}

package io.tidegate.mysql.schema;

import io.tidegate.model.Generation;
import io.tidegate.model.TableName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Definitions as short texts, so that tests can be read. */
final class DefinitionText {
    private DefinitionText() {}

    /** Reads {@code CREATE TABLE s.t (…)} as MariaDB 11.4 would. */
    static TableDefinition of(String createTable) {
        List<DdlStatement> statements =
                new DdlReader(ServerDialect.of("11.4.5-MariaDB", false)).read(createTable, "s", SqlMode.DEFAULT);
        if (statements.get(0) instanceof DdlStatement.CreateTable create && create.definition() != null) {
            return create.definition();
        }
        throw new IllegalArgumentException(createTable);
    }

    /** Like {@code a int(11) not null, b date default '2020-01-01' | PRIMARY(a) u(b:10) +i(b)}; a plus is in front of what is not unique. */
    static String of(TableDefinition definition) {
        String columns = definition.columns().stream()
                .map(column -> column.name() + " " + TypeText.print(column.type())
                        + (column.nullable() ? "" : " not null")
                        + (column.generation() == Generation.NONE
                                ? ""
                                : " " + column.generation().name().toLowerCase(Locale.ROOT))
                        + (column.defaultText() == null ? "" : " default '" + column.defaultText() + "'"))
                .collect(Collectors.joining(", "));
        String keys = definition.keys().stream()
                .map(key -> " " + (key.unique() ? "" : "+") + key.name()
                        + key.parts().stream()
                                .map(part -> part.column() + (part.prefix() == 0 ? "" : ":" + part.prefix()))
                                .collect(Collectors.joining(",", "(", ")")))
                .collect(Collectors.joining());
        return columns + (keys.isEmpty() ? "" : " |" + keys);
    }

    static TableName name(String schema, String table) {
        return new TableName(schema, table);
    }
}

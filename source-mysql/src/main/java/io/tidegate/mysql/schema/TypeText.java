package io.tidegate.mysql.schema;

import static io.tidegate.model.ColumnType.UNSPECIFIED;

import io.tidegate.model.ColumnType;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The text of a type as the catalogue has it in {@code COLUMN_TYPE}, both ways. */
final class TypeText {
    /** Comments in the text, such as the one that marks a compressed column, add nothing that a reader of rows needs. */
    private static final ServerDialect COMMENTS_ARE_BLANKS = new ServerDialect(false, 0, false);

    private TypeText() {}

    /** The type, empty for one that is unknown. */
    static Optional<ColumnType> parse(String columnType) {
        SqlCursor cursor = new SqlCursor(SqlLexer.tokens(columnType, SqlMode.DEFAULT, COMMENTS_ARE_BLANKS));
        try {
            return Optional.of(new TypeReader(cursor).read());
        } catch (UnreadableSql unknown) {
            return Optional.empty();
        }
    }

    /** The shortest text from which {@link #parse} makes the same type. */
    static String print(ColumnType type) {
        StringBuilder text = new StringBuilder(type.kind().name().toLowerCase(Locale.ROOT));
        if (!type.members().isEmpty()) {
            text.append(type.members().stream().map(TypeText::quoted).collect(Collectors.joining(",", "(", ")")));
        } else if (type.kind().isTemporal()) {
            text.append(type.scale() == UNSPECIFIED ? "" : "(" + type.scale() + ")");
        } else if (type.length() != UNSPECIFIED) {
            text.append('(').append(type.length());
            text.append(type.scale() == UNSPECIFIED ? "" : "," + type.scale()).append(')');
        }
        return text.append(type.unsigned() ? " unsigned" : "")
                .append(type.zerofill() ? " zerofill" : "")
                .toString();
    }

    private static String quoted(String member) {
        return "'" + member.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}

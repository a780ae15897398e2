package io.tidegate.encode.simple;

import static io.tidegate.model.ColumnType.UNSPECIFIED;

import io.tidegate.encode.binary.AvroBinary;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Column;
import io.tidegate.model.TableVersion;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The definition of a table as the Avro record {@code TableSchema}. */
final class AvroTableSchema {
    private static final int ABSENT = 0;
    private static final int PRESENT = 1;
    private static final int END = 0;

    private AvroTableSchema() {}

    /** Appends the record. */
    static void append(TableVersion table, ByteBuilder out) {
        AvroBinary.appendString(table.name().schema(), out);
        AvroBinary.appendString(table.name().table(), out);
        AvroBinary.appendLong(table.id(), out);
        AvroBinary.appendLong(table.schemaVersion(), out);
        appendArray(table.columns(), column -> append(column, out), out);
        appendArray(IndexEntry.of(table), index -> append(index, out), out);
    }

    /** Appends the union of null and the record. */
    static void appendOptional(@Nullable TableVersion table, ByteBuilder out) {
        if (table == null) {
            AvroBinary.appendLong(ABSENT, out);
        } else {
            AvroBinary.appendLong(PRESENT, out);
            append(table, out);
        }
    }

    private static void append(Column column, ByteBuilder out) {
        AvroBinary.appendString(column.name(), out);
        append(DataType.of(column), out);
        AvroBinary.appendBoolean(column.nullable(), out);
        String value = DefaultValue.of(column);
        if (value == null) {
            AvroBinary.appendLong(ABSENT, out);
        } else {
            AvroBinary.appendLong(PRESENT, out);
            AvroBinary.appendString(value, out);
        }
    }

    private static void append(DataType type, ByteBuilder out) {
        AvroBinary.appendString(type.mysqlType(), out);
        AvroBinary.appendString(type.collation().charset(), out);
        AvroBinary.appendString(type.collation().name(), out);
        AvroBinary.appendLong(type.length(), out);
        if (type.decimal() == UNSPECIFIED) {
            AvroBinary.appendLong(ABSENT, out);
        } else {
            AvroBinary.appendLong(PRESENT, out);
            AvroBinary.appendLong(type.decimal(), out);
        }
        if (type.elements().isEmpty()) {
            AvroBinary.appendLong(ABSENT, out);
        } else {
            AvroBinary.appendLong(PRESENT, out);
            append(type.elements(), out);
        }
        appendFlag(type.isNumber(), type.unsigned(), out);
        appendFlag(type.isNumber(), type.zerofill(), out);
    }

    private static void append(IndexEntry index, ByteBuilder out) {
        AvroBinary.appendString(index.name(), out);
        AvroBinary.appendBoolean(index.unique(), out);
        AvroBinary.appendBoolean(index.primary(), out);
        AvroBinary.appendBoolean(index.nullable(), out);
        append(index.columns(), out);
    }

    private static void append(List<String> texts, ByteBuilder out) {
        appendArray(texts, text -> AvroBinary.appendString(text, out), out);
    }

    /** An array is blocks of elements and an empty block at its end. */
    private static <T> void appendArray(List<T> elements, Consumer<T> append, ByteBuilder out) {
        if (!elements.isEmpty()) {
            AvroBinary.appendLong(elements.size(), out);
            elements.forEach(append);
        }
        AvroBinary.appendLong(END, out);
    }

    private static void appendFlag(boolean exists, boolean value, ByteBuilder out) {
        if (exists) {
            AvroBinary.appendLong(PRESENT, out);
            AvroBinary.appendBoolean(value, out);
        } else {
            AvroBinary.appendLong(ABSENT, out);
        }
    }
}

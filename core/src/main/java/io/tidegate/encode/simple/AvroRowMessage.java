package io.tidegate.encode.simple;

import io.tidegate.encode.binary.AvroBinary;
import io.tidegate.encode.large.LargeRowMark;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import io.tidegate.model.IntegerText;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows in Avro: the record {@code DML} of {@link AvroNotation}'s schema, its maps in the order of the columns. */
final class AvroRowMessage implements RowMessage {
    private static final int USUAL_LENGTH = 256;

    /** Branches of a union of null and something. */
    private static final byte ABSENT = 0;

    private static final byte PRESENT = 2;
    private static final byte END_OF_MAP = 0;

    private final RowKind kind;
    private final byte[] head;
    private final byte[] schemaVersion;
    private final byte[] mapHead;
    private final AvroColumn[] columns;

    private AvroRowMessage(RowKind kind, byte[] head, byte[] schemaVersion, byte[] mapHead, AvroColumn[] columns) {
        this.kind = kind;
        this.head = head;
        this.schemaVersion = schemaVersion;
        this.mapHead = mapHead;
        this.columns = columns;
    }

    /** @param location name of the time zone that TIMESTAMP values are in */
    static AvroRowMessage of(TableVersion table, RowKind kind, boolean handleKeyOnly, String location) {
        AvroColumn[] columns = Arrays.stream(RowMessage.columns(table, handleKeyOnly))
                .mapToObj(ordinal -> AvroColumn.of(ordinal, table.column(ordinal), location))
                .toArray(AvroColumn[]::new);
        return new AvroRowMessage(kind, head(table, kind), schemaVersion(table), mapHead(columns.length), columns);
    }

    @Override
    public boolean append(
            RowCursor row, long buildTs, @Nullable LargeRowMark mark, RowScratch scratch, ByteBuilder out) {
        out.append(head);
        AvroBinary.appendLong(row.commitTs(), out);
        AvroBinary.appendLong(buildTs, out);
        out.append(schemaVersion);
        appendMark(mark, out);
        out.append(ABSENT); // checksum
        boolean whole = true;
        if (kind == RowKind.DELETE) {
            out.append(ABSENT);
        } else {
            whole = appendMap(row.after(), scratch, out);
        }
        if (kind == RowKind.INSERT) {
            out.append(ABSENT);
        } else {
            whole = whole && appendMap(row.before(), scratch, out);
        }
        return whole;
    }

    private static void appendMark(@Nullable LargeRowMark mark, ByteBuilder out) {
        String location = mark == null ? null : mark.claimCheckLocation();
        if (location == null) {
            out.append(ABSENT);
        } else {
            out.append(PRESENT);
            AvroBinary.appendString(location, out);
        }
        if (mark == null) {
            out.append(ABSENT);
        } else {
            out.append(PRESENT);
            AvroBinary.appendBoolean(true, out);
        }
    }

    private boolean appendMap(RowImage image, RowScratch scratch, ByteBuilder out) {
        out.append(mapHead);
        for (AvroColumn column : columns) {
            if (image.isNull(column.ordinal())) {
                out.append(column.nullEntry());
            } else {
                out.append(column.prefix());
                if (!appendValue(column, image, scratch, out)) {
                    return false;
                }
            }
        }
        out.append(END_OF_MAP);
        return true;
    }

    private static boolean appendValue(AvroColumn column, RowImage image, RowScratch scratch, ByteBuilder out) {
        int ordinal = column.ordinal();
        switch (column.form()) {
            case SIGNED, UNSIGNED_BIGINT, SET -> AvroBinary.appendLong(image.integer(ordinal), out);
            case FLOAT -> AvroBinary.appendFloat(image.float32(ordinal), out);
            case DOUBLE -> AvroBinary.appendDouble(image.float64(ordinal), out);
            case BIT -> {
                scratch.text.clear();
                IntegerText.appendUnsigned(image.integer(ordinal), scratch.text);
                return appendText(scratch, out);
            }
            case DECIMAL -> {
                scratch.text.clear();
                image.decimalText(ordinal, scratch.text);
                return appendText(scratch, out);
            }
            case TEMPORAL, TIMESTAMP -> {
                scratch.text.clear();
                image.temporalText(ordinal, scratch.text);
                return appendText(scratch, out);
            }
            case VECTOR -> {
                scratch.text.clear();
                image.vectorText(ordinal, scratch.text);
                return appendText(scratch, out);
            }
            case TEXT -> {
                image.text(ordinal, scratch.slice);
                return appendSlice(scratch, out);
            }
            case JSON -> {
                image.jsonText(ordinal, scratch.slice);
                return appendSlice(scratch, out);
            }
            case BYTES -> {
                image.bytes(ordinal, scratch.slice);
                return appendSlice(scratch, out);
            }
        }
        return true;
    }

    private static boolean appendText(RowScratch scratch, ByteBuilder out) {
        ByteBuilder text = scratch.text;
        AvroBinary.appendBytes(text.array(), 0, text.length(), out);
        return true;
    }

    private static boolean appendSlice(RowScratch scratch, ByteBuilder out) {
        ByteSlice slice = scratch.slice;
        if (!scratch.fits(slice.length(), out)) {
            return false;
        }
        AvroBinary.appendBytes(slice.array(), slice.offset(), slice.length(), out);
        return true;
    }

    private static byte[] head(TableVersion table, RowKind kind) {
        ByteBuilder head = new ByteBuilder(USUAL_LENGTH);
        AvroNotation.appendHead(AvroNotation.MessageType.DML, head);
        AvroBinary.appendString(table.name().schema(), head);
        AvroBinary.appendString(table.name().table(), head);
        AvroBinary.appendLong(table.id(), head);
        AvroBinary.appendLong(
                switch (kind) {
                    case INSERT -> 0;
                    case UPDATE -> 1;
                    case DELETE -> 2;
                },
                head);
        return head.toBytes();
    }

    private static byte[] schemaVersion(TableVersion table) {
        ByteBuilder version = new ByteBuilder(Long.BYTES);
        AvroBinary.appendLong(table.schemaVersion(), version);
        return version.toBytes();
    }

    /** The branch of a map that is there, and the one block it has. */
    private static byte[] mapHead(int entries) {
        ByteBuilder head = new ByteBuilder(Long.BYTES);
        AvroBinary.appendLong(1, head);
        AvroBinary.appendLong(entries, head);
        return head.toBytes();
    }
}

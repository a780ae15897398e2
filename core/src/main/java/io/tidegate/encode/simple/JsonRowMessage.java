package io.tidegate.encode.simple;

import io.tidegate.encode.json.Base64Text;
import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.encode.large.LargeRowMark;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import io.tidegate.model.FloatText;
import io.tidegate.model.IntegerText;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows in JSON. Values are texts, TIMESTAMP an object that also names its time zone; columns come in the order of their
 * names' bytes, as Go writes a map.
 */
final class JsonRowMessage implements RowMessage {
    private static final int USUAL_LENGTH = 256;

    private static final byte[] BUILD_TS = ascii(",\"buildTs\":");
    private static final byte[] CLAIM_CHECK_LOCATION = ascii(",\"claimCheckLocation\":");
    private static final byte[] HANDLE_KEY_ONLY = ascii(",\"handleKeyOnly\":true");
    private static final byte[] OPENING_OF_DATA = ascii(",\"data\":{");
    private static final byte[] OPENING_OF_OLD = ascii(",\"old\":{");
    private static final byte[] DATA_TO_OLD = ascii("},\"old\":{");
    private static final byte[] END = ascii("}}");
    private static final byte[] NULL = ascii("null");

    private final RowKind kind;
    private final byte[] head;
    private final byte[] schemaVersion;
    private final byte[] opening;
    private final JsonColumn[] columns;

    private JsonRowMessage(RowKind kind, byte[] head, byte[] schemaVersion, byte[] opening, JsonColumn[] columns) {
        this.kind = kind;
        this.head = head;
        this.schemaVersion = schemaVersion;
        this.opening = opening;
        this.columns = columns;
    }

    /** @param location name of the time zone that TIMESTAMP values are in */
    static JsonRowMessage of(TableVersion table, RowKind kind, boolean handleKeyOnly, String location) {
        JsonColumn[] columns = Arrays.stream(RowMessage.columns(table, handleKeyOnly))
                .boxed()
                .sorted((a, b) -> Arrays.compareUnsigned(
                        JsonColumn.sortKey(table.column(a)), JsonColumn.sortKey(table.column(b))))
                .map(ordinal -> JsonColumn.of(ordinal, table.column(ordinal), location))
                .toArray(JsonColumn[]::new);
        return new JsonRowMessage(
                kind,
                head(table, kind),
                schemaVersion(table),
                kind == RowKind.DELETE ? OPENING_OF_OLD : OPENING_OF_DATA,
                columns);
    }

    @Override
    public boolean append(
            RowCursor row, long buildTs, @Nullable LargeRowMark mark, RowScratch scratch, ByteBuilder out) {
        out.append(head);
        IntegerText.appendUnsigned(row.commitTs(), out);
        out.append(BUILD_TS);
        IntegerText.append(buildTs, out);
        out.append(schemaVersion);
        if (mark != null) {
            appendMark(mark, out);
        }
        out.append(opening);
        boolean whole = appendValues(kind == RowKind.DELETE ? row.before() : row.after(), scratch, out);
        if (kind == RowKind.UPDATE && whole) {
            out.append(DATA_TO_OLD);
            whole = appendValues(row.before(), scratch, out);
        }
        out.append(END);
        return whole;
    }

    private static void appendMark(LargeRowMark mark, ByteBuilder out) {
        String location = mark.claimCheckLocation();
        if (location != null) {
            out.append(CLAIM_CHECK_LOCATION);
            JsonText.appendQuoted(JsonEscapes.STANDARD, location, out);
        }
        out.append(HANDLE_KEY_ONLY);
    }

    private boolean appendValues(RowImage image, RowScratch scratch, ByteBuilder out) {
        int skip = 1;
        for (JsonColumn column : columns) {
            byte[] prefix = column.prefix();
            if (image.isNull(column.ordinal())) {
                out.append(prefix, skip, column.nameLength() - skip);
                out.append(NULL);
            } else {
                out.append(prefix, skip, prefix.length - skip);
                if (!appendValue(column, image, scratch, out)) {
                    return false;
                }
                out.append(column.closing());
            }
            skip = 0;
        }
        return true;
    }

    private static boolean appendValue(JsonColumn column, RowImage image, RowScratch scratch, ByteBuilder out) {
        int ordinal = column.ordinal();
        switch (column.form()) {
            case SIGNED -> IntegerText.append(image.integer(ordinal), out);
            case UNSIGNED_BIGINT, BIT, SET -> IntegerText.appendUnsigned(image.integer(ordinal), out);
            case FLOAT -> FloatText.append(image.float32(ordinal), out);
            case DOUBLE -> FloatText.append(image.float64(ordinal), out);
            case DECIMAL -> image.decimalText(ordinal, out);
            case TEMPORAL, TIMESTAMP -> image.temporalText(ordinal, out);
            case VECTOR -> image.vectorText(ordinal, out);
            case TEXT -> {
                image.text(ordinal, scratch.slice);
                return appendText(scratch, out);
            }
            case JSON -> {
                image.jsonText(ordinal, scratch.slice);
                return appendText(scratch, out);
            }
            case BYTES -> {
                image.bytes(ordinal, scratch.slice);
                ByteSlice bytes = scratch.slice;
                if (!scratch.fits(Base64Text.length(bytes.length()), out)) {
                    return false;
                }
                Base64Text.append(bytes.array(), bytes.offset(), bytes.length(), out);
            }
        }
        return true;
    }

    private static boolean appendText(RowScratch scratch, ByteBuilder out) {
        ByteSlice text = scratch.slice;
        if (!scratch.fits(text.length(), out)) {
            return false;
        }
        JsonText.appendUtf8(JsonEscapes.STANDARD, text.array(), text.offset(), text.length(), out);
        return true;
    }

    private static byte[] head(TableVersion table, RowKind kind) {
        ByteBuilder text = new ByteBuilder(USUAL_LENGTH);
        text.appendAscii("{\"version\":1,\"database\":");
        JsonText.appendQuoted(JsonEscapes.STANDARD, table.name().schema(), text);
        text.appendAscii(",\"table\":");
        JsonText.appendQuoted(JsonEscapes.STANDARD, table.name().table(), text);
        if (table.id() != 0) {
            text.appendAscii(",\"tableID\":");
            IntegerText.append(table.id(), text);
        }
        text.appendAscii(",\"type\":\"" + kind.name() + "\",\"commitTs\":");
        return text.toBytes();
    }

    private static byte[] schemaVersion(TableVersion table) {
        return table.schemaVersion() == 0
                ? new byte[0]
                : ascii(",\"schemaVersion\":" + Long.toUnsignedString(table.schemaVersion()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package io.tidegate.mysql.row;

import io.tidegate.error.TidegateException;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import io.tidegate.model.FloatText;
import io.tidegate.model.RowImage;
import java.util.Arrays;

/**
 * One image of the row that a {@link BinlogCursor} stands on: where each of its cells is, and the readers of their
 * values. {@link #walk} has seen to it that every cell lies inside its event; what the bytes mean is checked when they
 * are read.
 */
final class BinlogImage implements RowImage {
    private static final int IS_NULL = -1;

    private final ZoneOffsets zone;
    private final TextReader texts = new TextReader();
    private final CompressedCell compressed = new CompressedCell();
    private final JsonBinaryText json = new JsonBinaryText();
    private final ByteBuilder scratch = new ByteBuilder(64);
    private final byte[] padded = new byte[AddressText.UUID_BYTES];
    private byte[] bytes = new byte[0];
    private RowLayout layout = RowLayout.NONE;
    private long logPosition;
    private int[] starts = new int[0];
    private int[] lengths = new int[0];

    BinlogImage(ZoneOffsets zone) {
        this.zone = zone;
    }

    /** Makes this an image of rows of an event. */
    void enter(byte[] event, RowLayout itsLayout, long itsLogPosition) {
        bytes = event;
        layout = itsLayout;
        logPosition = itsLogPosition;
        if (starts.length < itsLayout.columns()) {
            starts = new int[itsLayout.columns()];
            lengths = new int[itsLayout.columns()];
        }
    }

    /** Finds the cells of the image that begins at {@code at} and returns the index behind it. */
    int walk(int at, int end) {
        byte[] event = bytes;
        int[] widths = layout.widths();
        int[] cellStarts = starts;
        int[] cellLengths = lengths;
        int columns = widths.length;
        int cell = at + (columns + 7) / 8;
        if (cell > end) {
            throw cut(0);
        }
        for (int i = 0; i < columns; i++) {
            if ((event[at + (i >> 3)] >> (i & 7) & 1) != 0) {
                cellLengths[i] = IS_NULL;
                continue;
            }
            int length = widths[i];
            if (length < 0) {
                int prefix = -length;
                if (end - cell < prefix) {
                    throw cut(i);
                }
                length = prefix == 1 ? LittleEndian.u8(event, cell) : (int) LittleEndian.unsigned(event, cell, prefix);
                cell += prefix;
            }
            // A length of four bytes above 2^31 came out negative.
            if (length < 0 || length > end - cell) {
                throw cut(i);
            }
            cellStarts[i] = cell;
            cellLengths[i] = length;
            cell += length;
        }
        return cell;
    }

    /** Whether a column has the same bytes in another image of the same table. */
    boolean sameCell(int column, BinlogImage other) {
        int length = lengths[column];
        if (length != other.lengths[column]) {
            return false;
        }
        if (length == IS_NULL) {
            return true;
        }
        int here = starts[column];
        int there = other.starts[column];
        return Arrays.equals(bytes, here, here + length, other.bytes, there, there + length);
    }

    @Override
    public boolean isNull(int column) {
        return lengths[column] == IS_NULL;
    }

    @Override
    public long integer(int column) {
        int at = starts[column];
        return switch (layout.op(column)) {
            case CellOp.INT8 -> bytes[at];
            case CellOp.UINT8 -> LittleEndian.u8(bytes, at);
            case CellOp.INT16 -> (short) LittleEndian.u16(bytes, at);
            case CellOp.UINT16 -> LittleEndian.u16(bytes, at);
            case CellOp.INT24 -> LittleEndian.u24(bytes, at) << 8 >> 8;
            case CellOp.UINT24 -> LittleEndian.u24(bytes, at);
            case CellOp.INT32 -> LittleEndian.i32(bytes, at);
            case CellOp.UINT32 -> LittleEndian.u32(bytes, at);
            case CellOp.INT64 -> LittleEndian.i64(bytes, at);
            case CellOp.YEAR -> bytes[at] == 0 ? 0 : 1900 + LittleEndian.u8(bytes, at);
            case CellOp.MEMBERS -> LittleEndian.unsigned(bytes, at, lengths[column]);
            case CellOp.BITS -> BigEndian.unsigned(bytes, at, lengths[column]);
            default -> throw wrongReader(column);
        };
    }

    @Override
    public float float32(int column) {
        if (layout.op(column) != CellOp.FLOAT) {
            throw wrongReader(column);
        }
        return Float.intBitsToFloat(LittleEndian.i32(bytes, starts[column]));
    }

    @Override
    public double float64(int column) {
        if (layout.op(column) != CellOp.DOUBLE) {
            throw wrongReader(column);
        }
        return Double.longBitsToDouble(LittleEndian.i64(bytes, starts[column]));
    }

    @Override
    public void decimalText(int column, ByteBuilder out) {
        if (layout.op(column) != CellOp.DECIMAL) {
            throw wrongReader(column);
        }
        int type = layout.parameter(column);
        try {
            DecimalText.append(bytes, starts[column], type >> 8, type & 0xFF, out);
        } catch (MalformedCellException e) {
            throw malformed(column, e);
        }
    }

    @Override
    public void temporalText(int column, ByteBuilder out) {
        int at = starts[column];
        int digits = layout.parameter(column);
        try {
            switch (layout.op(column)) {
                case CellOp.DATE -> TemporalText.date(LittleEndian.u24(bytes, at), out);
                case CellOp.DATETIME2 -> TemporalText.datetime2(bytes, at, digits, out);
                case CellOp.TIMESTAMP2 -> TemporalText.timestamp2(bytes, at, digits, zone, out);
                case CellOp.TIME2 -> TemporalText.time2(bytes, at, digits, out);
                case CellOp.OLD_DATETIME -> TemporalText.oldDatetime(LittleEndian.i64(bytes, at), out);
                case CellOp.OLD_TIMESTAMP -> TemporalText.timestamp(LittleEndian.u32(bytes, at), 0, 0, zone, out);
                case CellOp.OLD_TIME -> TemporalText.oldTime(LittleEndian.u24(bytes, at) << 8 >> 8, out);
                default -> throw wrongReader(column);
            }
        } catch (MalformedCellException e) {
            throw malformed(column, e);
        }
    }

    @Override
    public long timestampMicros(int column) {
        int at = starts[column];
        try {
            return switch (layout.op(column)) {
                case CellOp.TIMESTAMP2 -> TemporalText.timestamp2Micros(bytes, at, layout.parameter(column));
                case CellOp.OLD_TIMESTAMP -> LittleEndian.u32(bytes, at) * 1_000_000;
                default -> throw wrongReader(column);
            };
        } catch (MalformedCellException e) {
            throw malformed(column, e);
        }
    }

    @Override
    public void text(int column, ByteSlice out) {
        int at = starts[column];
        int length = lengths[column];
        try {
            switch (layout.op(column)) {
                case CellOp.TEXT -> texts.read(layout.charset(column), bytes, at, length, out);
                case CellOp.COMPRESSED_TEXT -> {
                    compressed.open(bytes, at, length);
                    texts.read(
                            layout.charset(column), compressed.bytes(), compressed.offset(), compressed.length(), out);
                }
                case CellOp.UUID -> {
                    AddressText.uuid(padded(column, AddressText.UUID_BYTES), 0, emptyScratch());
                    wrapScratch(out);
                }
                case CellOp.INET4 -> {
                    AddressText.inet4(padded(column, AddressText.INET4_BYTES), 0, emptyScratch());
                    wrapScratch(out);
                }
                case CellOp.INET6 -> {
                    AddressText.inet6(padded(column, AddressText.INET6_BYTES), 0, emptyScratch());
                    wrapScratch(out);
                }
                default -> throw wrongReader(column);
            }
        } catch (MalformedCellException e) {
            throw malformed(column, e);
        }
    }

    @Override
    public void bytes(int column, ByteSlice out) {
        int at = starts[column];
        int length = lengths[column];
        try {
            switch (layout.op(column)) {
                case CellOp.BYTES -> out.wrap(bytes, at, length);
                case CellOp.PADDED_BYTES -> {
                    int full = layout.parameter(column);
                    if (length == full) {
                        out.wrap(bytes, at, length);
                    } else {
                        pad(column, full, emptyScratch().reserve(full));
                        out.wrap(scratch.array(), 0, full);
                    }
                }
                case CellOp.COMPRESSED_BYTES -> {
                    compressed.open(bytes, at, length);
                    out.wrap(compressed.bytes(), compressed.offset(), compressed.length());
                }
                default -> throw wrongReader(column);
            }
        } catch (MalformedCellException e) {
            throw malformed(column, e);
        }
    }

    @Override
    public void jsonText(int column, ByteSlice out) {
        if (layout.op(column) != CellOp.JSON_BINARY) {
            // MariaDB stores the text itself.
            text(column, out);
            return;
        }
        try {
            json.append(bytes, starts[column], lengths[column], emptyScratch());
        } catch (MalformedCellException e) {
            throw malformed(column, e);
        }
        wrapScratch(out);
    }

    @Override
    public void vectorText(int column, ByteBuilder out) {
        if (layout.op(column) != CellOp.VECTOR) {
            throw wrongReader(column);
        }
        if (lengths[column] % Float.BYTES != 0) {
            throw malformed(column, new MalformedCellException("a VECTOR of " + lengths[column] + " bytes"));
        }
        out.append((byte) '[');
        int end = starts[column] + lengths[column];
        for (int at = starts[column]; at < end; at += Float.BYTES) {
            if (at > starts[column]) {
                out.append((byte) ',');
            }
            FloatText.append(Float.intBitsToFloat(LittleEndian.i32(bytes, at)), out);
        }
        out.append((byte) ']');
    }

    private ByteBuilder emptyScratch() {
        scratch.clear();
        return scratch;
    }

    private void wrapScratch(ByteSlice out) {
        out.wrap(scratch.array(), 0, scratch.length());
    }

    private byte[] padded(int column, int full) {
        pad(column, full, padded);
        return padded;
    }

    /** Copies a cell and the zeros that the log leaves out at its end. */
    private void pad(int column, int full, byte[] target) {
        int length = lengths[column];
        if (length > full) {
            throw new MalformedCellException("a value of " + length + " bytes where " + full + " is the most");
        }
        System.arraycopy(bytes, starts[column], target, 0, length);
        Arrays.fill(target, length, full, (byte) 0);
    }

    private TidegateException cut(int column) {
        return RowFailure.ofCell(layout.table(), column, logPosition, "the row ends outside its event", null);
    }

    private TidegateException malformed(int column, MalformedCellException why) {
        return RowFailure.ofCell(layout.table(), column, logPosition, String.valueOf(why.getMessage()), why);
    }

    private IllegalArgumentException wrongReader(int column) {
        return new IllegalArgumentException(
                layout.table().name() + "." + layout.table().column(column).name() + " is not read like this");
    }
}

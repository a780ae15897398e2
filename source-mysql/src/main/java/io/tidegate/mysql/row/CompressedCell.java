package io.tidegate.mysql.row;

import io.tidegate.model.ByteBuilder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Opens the cells of MariaDB's COMPRESSED columns: nothing for the empty value, {@code 00} and the bytes as they are, or
 * a header byte {@code 1000wnnn}, the original length in n bytes and deflated data, with w without a zlib header. The
 * buffer grows with what really comes out, never with what the header claims. Not thread safe; lives as long as its
 * cursor.
 */
final class CompressedCell {
    private static final int METHOD_DEFLATE = 8;

    private final ByteBuilder inflated = new ByteBuilder(0);
    private final Inflater withHeader = new Inflater();
    private final Inflater raw = new Inflater(true);
    private byte[] bytes = new byte[0];
    private int offset;
    private int length;

    /** Opens a cell; the value is then {@link #length} bytes of {@link #bytes} from {@link #offset}. */
    void open(byte[] cell, int at, int cellLength) {
        if (cellLength == 0 || cell[at] == 0) {
            int skip = Math.min(cellLength, 1);
            bytes = cell;
            offset = at + skip;
            length = cellLength - skip;
            return;
        }
        int header = cell[at] & 0xFF;
        int width = header & 7;
        if (header >> 4 != METHOD_DEFLATE || width == 0 || cellLength < 1 + width) {
            throw new MalformedCellException("a compressed value with header byte " + header);
        }
        inflate((header & 8) != 0 ? raw : withHeader, cell, at + 1 + width, cellLength - 1 - width);
        if (inflated.length() != BigEndian.unsigned(cell, at + 1, width)) {
            throw new MalformedCellException("a compressed value of another length than it states");
        }
        bytes = inflated.array();
        offset = 0;
        length = inflated.length();
    }

    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }

    private void inflate(Inflater inflater, byte[] cell, int at, int deflatedLength) {
        inflated.clear();
        inflater.reset();
        inflater.setInput(cell, at, deflatedLength);
        try {
            while (!inflater.finished()) {
                byte[] target = inflated.reserve(1024);
                int room = target.length - inflated.length();
                int count = inflater.inflate(target, inflated.length(), room);
                if (count == 0 && !inflater.finished()) {
                    throw new MalformedCellException("a compressed value that ends too early");
                }
                inflated.advance(count);
            }
        } catch (DataFormatException e) {
            throw new MalformedCellException("a compressed value that cannot be inflated: " + e.getMessage());
        }
    }
}

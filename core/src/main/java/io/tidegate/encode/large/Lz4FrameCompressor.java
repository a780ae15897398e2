package io.tidegate.encode.large;

import io.tidegate.model.ByteBuilder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

/**
 * The LZ4 frame format (github.com/lz4/lz4, doc/lz4_Frame_format.md): one frame per value with independent blocks, the
 * size of the content in front and its checksum at the end. The blocks' largest size follows the value, so that a reader
 * of small messages needs no buffer of megabytes.
 */
final class Lz4FrameCompressor implements ValueCompressor {
    private static final int USUAL_LENGTH = 4096;
    private static final int MAGIC = 0x184D2204;

    /** Version 1, independent blocks, content size, content checksum. */
    private static final byte FLAGS = 0b0110_1100;

    /** Marks a block that is stored as it is. */
    private static final int UNCOMPRESSED = 1 << 31;

    private final LZ4Compressor blocks = LZ4Factory.fastestInstance().fastCompressor();
    private final XXHash32 hash = XXHashFactory.fastestInstance().hash32();
    private final ByteBuilder out = new ByteBuilder(USUAL_LENGTH);

    @Override
    public ByteBuilder compressed(ByteBuilder value) {
        int length = value.length();
        int sizeCode = sizeCode(length);
        int blockSize = 1 << (8 + 2 * sizeCode);
        out.recycle();
        appendInt(MAGIC);
        out.append(FLAGS);
        out.append((byte) (sizeCode << 4));
        appendInt(length);
        appendInt(0);
        out.append((byte) (hash.hash(out.array(), 4, out.length() - 4, 0) >>> 8));
        for (int from = 0; from < length; from += blockSize) {
            appendBlock(value.array(), from, Math.min(blockSize, length - from));
        }
        appendInt(0);
        appendInt(hash.hash(value.array(), 0, length, 0));
        return out;
    }

    /** 4 to 7 for blocks of at most 64 KiB, 256 KiB, 1 MiB, 4 MiB. */
    private static int sizeCode(int length) {
        int code = 4;
        while (code < 7 && length > 1 << (8 + 2 * code)) {
            code++;
        }
        return code;
    }

    private void appendBlock(byte[] source, int from, int length) {
        int sizeAt = out.length();
        appendInt(0);
        int most = blocks.maxCompressedLength(length);
        int size = blocks.compress(source, from, length, out.reserve(most), out.length(), most);
        if (size < length) {
            out.truncate(sizeAt);
            appendInt(size);
            out.advance(size);
        } else {
            out.truncate(sizeAt);
            appendInt(length | UNCOMPRESSED);
            out.append(source, from, length);
        }
    }

    private void appendInt(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.append((byte) (value >>> shift));
        }
    }
}

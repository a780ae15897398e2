package io.tidegate.encode.large;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.ByteBuilder;
import java.io.IOException;
import org.xerial.snappy.Snappy;
import org.xerial.snappy.SnappyError;

/**
 * The raw block format of Snappy (github.com/google/snappy, format_description.txt): the length of the value as a varint,
 * then one compressed block, and nothing around it.
 */
final class SnappyBlockCompressor implements ValueCompressor {
    private static final int USUAL_LENGTH = 4096;

    private final ByteBuilder out = new ByteBuilder(USUAL_LENGTH);

    /** @throws TidegateException COMPRESSION_FAILED when there is no native library for this machine */
    SnappyBlockCompressor() {
        try {
            Snappy.getNativeLibraryVersion();
            Snappy.maxCompressedLength(0);
        } catch (LinkageError | SnappyError e) {
            throw new TidegateException(ErrorCode.COMPRESSION_FAILED, "snappy: " + e, e);
        }
    }

    @Override
    public ByteBuilder compressed(ByteBuilder value) {
        out.recycle();
        byte[] target = out.reserve(Snappy.maxCompressedLength(value.length()));
        try {
            out.advance(Snappy.compress(value.array(), 0, value.length(), target, 0));
        } catch (IOException e) {
            throw new TidegateException(ErrorCode.COMPRESSION_FAILED, "snappy: " + e, e);
        }
        return out;
    }
}

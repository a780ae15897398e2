package io.tidegate.encode.large;

import io.tidegate.config.ValueCompression;
import io.tidegate.error.TidegateException;
import io.tidegate.model.ByteBuilder;

/** Compresses whole values, one at a time, and keeps its buffer between them. For one thread. */
public interface ValueCompressor {
    /**
     * The value as it is sent: the same builder when nothing is compressed, else one of the compressor, valid until the next
     * call.
     */
    ByteBuilder compressed(ByteBuilder value);

    /**
     * A compressor of a kind.
     *
     * @throws TidegateException COMPRESSION_FAILED when this machine cannot run it
     */
    static ValueCompressor of(ValueCompression compression) {
        return switch (compression) {
            case NONE -> value -> value;
            case LZ4 -> new Lz4FrameCompressor();
            case SNAPPY -> new SnappyBlockCompressor();
        };
    }
}

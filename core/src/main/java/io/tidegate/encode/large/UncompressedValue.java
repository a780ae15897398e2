package io.tidegate.encode.large;

import io.tidegate.config.ValueCompression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.xerial.snappy.Snappy;

/** Undoes what a {@link ValueCompressor} did, for people who look at messages. */
public final class UncompressedValue {
    private UncompressedValue() {}

    /**
     * The value as it was.
     *
     * @throws IOException when it was not compressed in this way
     */
    public static byte[] of(byte[] value, ValueCompression compression) throws IOException {
        return switch (compression) {
            case NONE -> value;
            case LZ4 -> lz4(value);
            case SNAPPY -> Snappy.uncompress(value);
        };
    }

    private static byte[] lz4(byte[] value) throws IOException {
        try (LZ4FrameInputStream frames = new LZ4FrameInputStream(new ByteArrayInputStream(value))) {
            return frames.readAllBytes();
        }
    }
}

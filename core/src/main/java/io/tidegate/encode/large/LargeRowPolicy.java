package io.tidegate.encode.large;

import io.tidegate.config.ClaimCheckStorage;
import io.tidegate.config.LargeMessages;
import io.tidegate.config.LargeRowOption;
import io.tidegate.config.ValueCompression;
import io.tidegate.error.TidegateException;
import io.tidegate.model.ByteBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a format does with a row whose message is larger than its topic takes. The format writes the whole message, up to
 * {@link #writeLimit}, compresses it and measures it; if it is too large it asks {@link #reduce} for a mark, writes the row
 * again with the columns of the handle key and the mark, compresses and measures that, and gives up with {@link
 * LargeRow#error} if even this is too large. Thread safe; files of claim checks are written by the thread that asks.
 */
public final class LargeRowPolicy {
    /**
     * The most bytes a message may have while it is written when only its end decides: more would not fit the memory of an
     * encoder, whose arrays end at 2 GiB with each byte escaped to six.
     */
    static final int MOST_BYTES = 256 << 20;

    /** Bytes that become Base64 at once; a multiple of three, so that the pieces join without padding. */
    private static final int BASE64_STEP = 3 << 16;

    private final LargeMessages options;
    private final @Nullable ClaimCheckStore store;
    private final boolean rawValue;

    private LargeRowPolicy(LargeMessages options, @Nullable ClaimCheckStore store, boolean rawValue) {
        this.options = options;
        this.store = store;
        this.rawValue = rawValue;
    }

    /**
     * A policy.
     *
     * @param names random UUIDs (version 4) for claim checks, from any thread
     * @throws TidegateException CLAIM_CHECK_STORAGE when the storage cannot be used, COMPRESSION_FAILED when this machine
     *     cannot compress as asked
     */
    public static LargeRowPolicy open(LargeMessages options, Supplier<UUID> names) {
        ClaimCheckStorage storage = options.storage();
        LargeRowPolicy policy = new LargeRowPolicy(
                options,
                storage == null ? null : ClaimCheckDirectory.open(storage, names),
                storage != null && storage.rawValue());
        // Shows now and not at the first row whether the machine can do it.
        policy.newCompressor();
        return policy;
    }

    /** Nothing is compressed, and every large row is refused. */
    public static LargeRowPolicy refuse() {
        return new LargeRowPolicy(LargeMessages.NONE, null, false);
    }

    /** A value that comes alone, such as a DDL's, as it is sent. */
    public byte[] compressed(ByteBuilder value) {
        return newCompressor().compressed(value).toBytes();
    }

    /** A compressor of values for one thread. */
    public ValueCompressor newCompressor() {
        return ValueCompressor.of(options.compression());
    }

    /**
     * How long the value of a row may become while it is written. What goes beyond is refused before it is written to its
     * end.
     *
     * @param maxLength the most bytes of a value that the topic takes
     */
    public int writeLimit(int maxLength) {
        boolean onlyItsEndDecides =
                options.compression() != ValueCompression.NONE || options.option() == LargeRowOption.CLAIM_CHECK;
        return onlyItsEndDecides ? Math.max(maxLength, MOST_BYTES) : maxLength;
    }

    /** Whether a large row may be sent with its handle key instead of being refused. */
    public boolean reduces() {
        return options.option() != LargeRowOption.NONE;
    }

    /**
     * The mark for the reduced message of a row. With claim-check the whole message is stored first.
     *
     * @param key the key of the whole message, null if it has none
     * @param value its value as it would be sent, compressed if values are
     * @throws TidegateException MESSAGE_TOO_LARGE when large rows are refused or the table has no handle key,
     *     CLAIM_CHECK_WRITE
     */
    public LargeRowMark reduce(LargeRow large, byte @Nullable [] key, ByteBuilder value) {
        requireHandleKey(large);
        return store == null
                ? LargeRowMark.HANDLE_KEY_ONLY
                : new LargeRowMark(store.put(out -> writeContent(key, value, out)));
    }

    /**
     * The mark for the reduced message of a row whose whole message was not written to its end.
     *
     * @throws TidegateException MESSAGE_TOO_LARGE when large rows are refused or stored as a whole, or the table has no
     *     handle key
     */
    public LargeRowMark reduceUnwritten(LargeRow large) {
        if (store != null) {
            throw large.error(", and what has more than " + MOST_BYTES + " cannot be stored as a claim check");
        }
        requireHandleKey(large);
        return LargeRowMark.HANDLE_KEY_ONLY;
    }

    private void requireHandleKey(LargeRow large) {
        if (!reduces()) {
            throw large.error();
        }
        if (large.row().table().handleKey().length == 0) {
            throw large.error("; the table has no handle key that could be sent instead");
        }
    }

    private void writeContent(byte @Nullable [] key, ByteBuilder value, OutputStream out) throws IOException {
        if (rawValue) {
            out.write(value.array(), 0, value.length());
            return;
        }
        Base64.Encoder base64 = Base64.getEncoder();
        String quotedKey = key == null ? "null" : "\"" + base64.encodeToString(key) + "\"";
        out.write(("{\"key\":" + quotedKey + ",\"value\":\"").getBytes(StandardCharsets.US_ASCII));
        for (int from = 0; from < value.length(); from += BASE64_STEP) {
            int to = Math.min(from + BASE64_STEP, value.length());
            out.write(base64.encode(Arrays.copyOfRange(value.array(), from, to)));
        }
        out.write("\"}".getBytes(StandardCharsets.US_ASCII));
    }
}

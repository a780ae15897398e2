package io.tidegate.encode.large;

import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.io.OutputStream;

/** Keeps messages that are too large for their topic, each under a name of its own. Thread safe; nothing is ever deleted. */
public interface ClaimCheckStore {
    /**
     * Stores a content and returns its location. Once this returns, the content outlives a crash of the machine.
     *
     * @throws TidegateException CLAIM_CHECK_WRITE
     */
    String put(Content content);

    /** Writes itself once. */
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}

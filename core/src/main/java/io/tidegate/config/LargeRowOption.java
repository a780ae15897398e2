package io.tidegate.config;

import java.util.Locale;

/** What becomes of a row whose message is larger than its topic takes. */
public enum LargeRowOption {
    /** It is an error. */
    NONE,
    /** A message with the handle key alone is sent; consumers look the row up in the source. */
    HANDLE_KEY_ONLY,
    /** The message goes to a storage, and one with the handle key and the place is sent. */
    CLAIM_CHECK;

    /** As TiCDC writes it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

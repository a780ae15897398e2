package io.tidegate.config;

/**
 * Something in a configuration that is accepted but has not the effect its user may expect.
 *
 * @param key the key of the file or the parameter of the URI
 * @param text a plain sentence without its full stop; never contains a secret
 */
public record ConfigWarning(String key, String text) {
    @Override
    public String toString() {
        return key + ": " + text;
    }
}

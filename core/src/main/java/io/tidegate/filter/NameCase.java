package io.tidegate.filter;

/**
 * Lower-casing of names code point by code point with the simple Unicode mapping. {@link String#toLowerCase()} is no
 * substitute: it makes two code points of {@code İ}, treats a final {@code Σ} apart, and depends on the locale.
 */
final class NameCase {
    private NameCase() {}

    static String lower(String name) {
        int[] codePoints = name.codePoints().map(Character::toLowerCase).toArray();
        return new String(codePoints, 0, codePoints.length);
    }
}

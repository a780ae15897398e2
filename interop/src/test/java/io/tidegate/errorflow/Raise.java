package io.tidegate.errorflow;

/**
 * An exception that comes into being.
 *
 * @param type its internal name
 * @param origin class and method that throw it, or call something of a library that does, such as {@code
 *     io.tidegate.config.GoDuration#parse}
 * @param what is done there, such as {@code new IllegalArgumentException} or {@code Integer.parseInt}
 */
record Raise(String type, String origin, String what) implements Comparable<Raise> {
    @Override
    public int compareTo(Raise other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return origin + ": " + what;
    }
}

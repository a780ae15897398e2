package io.tidegate.filter.expression;

/** What a part of an expression yields, and where a {@link Cell} keeps it. */
enum Type {
    /** Nothing but NULL. */
    NULL,
    /** A signed number in {@code integer}. */
    INTEGER,
    /** An unsigned number in {@code integer}. */
    UNSIGNED,
    /** Plain ASCII digits with a point in {@code bytes}. */
    DECIMAL,
    /** A number in {@code real}. */
    DOUBLE,
    /** UTF-8 in {@code bytes}. */
    TEXT,
    /** Bytes without a character set in {@code bytes}. */
    BINARY,
    /** A literal that is bytes in {@code bytes} and, where a number is needed, one in {@code integer}. */
    HEX,
    /** An ENUM's index or a SET's mask in {@code integer}; its text has to be looked up. */
    MEMBERS,
    /** A date, with or without a time: packed in {@code integer}, as text in {@code bytes}. */
    MOMENT,
    /** A TIME: microseconds in {@code integer}, as text in {@code bytes}. */
    TIME,
    /** JSON, vectors, geometry: only asked whether it is NULL. */
    OPAQUE;

    /** Whether a result of this type can be the integer 1, which is what leaves a row out. */
    boolean isInteger() {
        return switch (this) {
            case INTEGER, UNSIGNED, MEMBERS -> true;
            case NULL, DECIMAL, DOUBLE, TEXT, BINARY, HEX, MOMENT, TIME, OPAQUE -> false;
        };
    }

    /** Whether it is bytes to compare and to cut. */
    boolean isText() {
        return switch (this) {
            case TEXT, BINARY, HEX, MEMBERS -> true;
            case NULL, INTEGER, UNSIGNED, DECIMAL, DOUBLE, MOMENT, TIME, OPAQUE -> false;
        };
    }

    /** Whether it is a number without any conversion. */
    boolean isNumber() {
        return switch (this) {
            case INTEGER, UNSIGNED, DECIMAL, DOUBLE -> true;
            case NULL, TEXT, BINARY, HEX, MEMBERS, MOMENT, TIME, OPAQUE -> false;
        };
    }
}

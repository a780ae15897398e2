package io.tidegate.encode.avro;

/** Names as Avro and the registry allow them, made from those of databases as TiCDC does. */
final class AvroName {
    /** The name of a changefeed's namespace when there is only one. */
    private static final String CHANGEFEED_NAMESPACE = "default";

    private AvroName() {}

    /**
     * A name of letters, digits and underscores of ASCII that begins with no digit: each other character becomes an
     * underscore, and a digit at the beginning gets one before it.
     */
    static String of(String name) {
        StringBuilder made = new StringBuilder(name.length() + 1);
        name.codePoints().forEach(c -> {
            if (isDigit(c) && made.isEmpty()) {
                made.append('_').append((char) c);
            } else {
                made.append(isLetter(c) || isDigit(c) ? (char) c : '_');
            }
        });
        return made.toString();
    }

    /** The namespace of the records of a schema's tables. */
    static String namespace(String schema) {
        return namespace(CHANGEFEED_NAMESPACE, schema);
    }

    static String namespace(String changefeedNamespace, String schema) {
        String first = of(changefeedNamespace);
        return schema.isEmpty() ? first : first + "." + of(schema);
    }

    /**
     * The subject of a topic's keys or values. TiCDC replaces the dots of the topic here, and here only.
     *
     * @param part {@code key} or {@code value}
     */
    static String subject(String topic, String part) {
        return topic.replace('.', '_') + "-" + part;
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}

package io.tidegate.cli.client;

/** Text of others on a terminal: control characters, which could move the cursor or change colours, become blanks. */
public final class PlainText {
    private PlainText() {}

    public static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> Character.isISOControl(character) ? ' ' : character)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}

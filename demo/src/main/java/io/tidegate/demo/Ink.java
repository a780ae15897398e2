package io.tidegate.demo;

/** What a piece of text on the screen looks like, by its role. */
enum Ink {
    PLAIN(""),
    TITLE("1"),
    FIGURE("1;36"),
    QUIET("2"),
    GOOD("32"),
    CHANGED("33"),
    BAD("1;31");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    String on(String text, boolean colours) {
        return !colours || code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}

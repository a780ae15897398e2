package io.tidegate.server.console.draft;

import java.util.regex.Pattern;

/** Text as one word of a POSIX shell. */
final class ShellWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,-]+");

    private ShellWord() {}

    /** The word, quoted if there is anything in it that a shell may take for something else. */
    static String of(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}

package io.tidegate.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Keeps what is written to standard error away from the screen until closed, then lets it out. */
final class HeldErrors implements AutoCloseable {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    private HeldErrors() {}

    static HeldErrors hold() {
        HeldErrors errors = new HeldErrors();
        System.setErr(new PrintStream(errors.held, true, StandardCharsets.UTF_8));
        return errors;
    }

    /** The last line, empty if there is none. */
    String last() {
        String text = held.toString(StandardCharsets.UTF_8).stripTrailing();
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    @Override
    public void close() {
        System.setErr(before);
        before.print(held.toString(StandardCharsets.UTF_8));
        before.flush();
    }
}

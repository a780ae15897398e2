package io.tidegate.cli.client;

import java.io.PrintWriter;
import java.time.Duration;

/**
 * What a command is busy with, for whoever waits: one line that changes on a terminal, lines of their own elsewhere. What
 * is over within a second is not worth a line.
 */
public final class ProgressLine implements AutoCloseable {
    private static final String START_OF_LINE = "\r\u001b[K";
    private static final long SECONDS_BETWEEN_LINES = 10;

    private final PrintWriter err;
    private final boolean changes;
    private String task = "";
    private boolean isDrawn;
    private long printedAt;

    /** @param changes whether a line can be drawn again: on a terminal */
    public ProgressLine(PrintWriter err, boolean changes) {
        this.err = err;
        this.changes = changes;
    }

    /** Tells what is done from now on. */
    public void begin(String newTask) {
        close();
        task = newTask;
        printedAt = 0;
        if (changes) {
            draw(task + " …");
        } else {
            err.println(task + " …");
            err.flush();
        }
    }

    /** Tells that it still goes on. */
    public void elapsed(Duration time) {
        long seconds = time.toSeconds();
        String shown = (task.isEmpty() ? "waiting for the server" : task) + " … " + seconds + " s";
        if (changes) {
            draw(shown);
        } else if (!task.isEmpty() && seconds - printedAt >= SECONDS_BETWEEN_LINES) {
            printedAt = seconds;
            err.println(shown);
            err.flush();
        }
    }

    /** Takes the line away, so that something else can be printed. */
    @Override
    public void close() {
        if (isDrawn) {
            err.print(START_OF_LINE);
            err.flush();
            isDrawn = false;
        }
        task = "";
    }

    private void draw(String text) {
        err.print(START_OF_LINE + text);
        err.flush();
        isDrawn = true;
    }
}

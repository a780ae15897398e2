package io.tidegate.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Draws pages over each other on the alternate screen of a terminal, four times a second. A line that stays as it was is
 * not written again, so nothing flickers. What is logged meanwhile is held back from the screen: the last of it stands at
 * the bottom, all of it is printed at the end.
 */
final class ScreenView implements View {
    private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[2J";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String REST_OF_LINE = "\u001b[K";
    /** Messages that change faster cannot be read. */
    private static final Duration CALM = Duration.ofSeconds(1);

    private final PrintStream out;
    private final List<String> commands;
    private final boolean colours;
    private final HeldErrors errors = HeldErrors.hold();
    private TerminalSize size = TerminalSize.ask();
    private List<String> drawn = List.of();
    private @Nullable Glance shown;
    private long calmUntilNanos;
    private boolean closed;

    ScreenView(PrintStream out, List<String> commands, boolean colours) {
        this.out = out;
        this.commands = commands;
        this.colours = colours;
        out.print(ENTER);
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(250);
    }

    @Override
    public void show(Glance glance) {
        long now = System.nanoTime();
        Glance calm = shown;
        if (calm == null || now - calmUntilNanos >= 0) {
            calm = glance;
            calmUntilNanos = now + CALM.toNanos();
            shown = glance;
            TerminalSize current = TerminalSize.ask();
            if (!current.equals(size)) {
                size = current;
                drawn = List.of();
                out.print("\u001b[2J");
            }
        }
        draw(Page.of(glance.withMessagesOf(calm), commands, size.columns(), size.lines(), colours, errors.last()));
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            out.print(LEAVE);
            out.flush();
            errors.close();
        }
    }

    private void draw(List<String> page) {
        StringBuilder frame = new StringBuilder();
        for (int line = 0; line < page.size(); line++) {
            if (line >= drawn.size() || !drawn.get(line).equals(page.get(line))) {
                frame.append("\u001b[").append(line + 1).append(";1H");
                frame.append(page.get(line)).append(REST_OF_LINE);
            }
        }
        out.print(frame);
        out.flush();
        drawn = List.copyOf(page);
    }
}

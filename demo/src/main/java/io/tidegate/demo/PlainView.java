package io.tidegate.demo;

import io.tidegate.testkit.ledger.Change;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A line every few seconds, for a file, a pipe or a terminal that can do no more. */
final class PlainView implements View {
    private static final int WIDTH = 160;

    private final PrintStream out;

    PlainView(PrintStream out) {
        this.out = out;
    }

    /** Says once how to look at the servers. */
    void introduce(List<String> commands) {
        out.println("look for yourself, in a browser (the link works once) and in another terminal:");
        commands.forEach(command -> out.println("  " + command));
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void show(Glance glance) {
        out.println(String.format(
                        Locale.ROOT,
                        "%ds %s rows=%d rows/s=%d lag=%ss checkpoint=%s transactions=%d ddl=%d %s",
                        glance.elapsed().toSeconds(),
                        glance.feed().state().name().toLowerCase(Locale.ROOT),
                        glance.rows(),
                        Math.round(glance.rowsPerSecond()),
                        Page.seconds(glance.lag()),
                        Long.toUnsignedString(glance.feed().checkpointTs()),
                        glance.transactions(),
                        glance.found().schemaChanges().size(),
                        glance.feed().reason())
                .strip());
        List<Change> latest = glance.found().latest();
        if (!latest.isEmpty()) {
            Change change = latest.get(0);
            out.println(Columns.cut(
                    "  latest: " + change.kind() + " " + change.topic() + " " + ChangeText.of(change), WIDTH));
        }
    }

    @Override
    public void close() {
        out.flush();
    }
}

package io.tidegate.demo;

import io.tidegate.demo.TopicTail.TopicCount;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.model.Tso;
import io.tidegate.testkit.ledger.Change;
import io.tidegate.testkit.ledger.Change.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The screen of the demo as lines of text. What matters most stands first; latest changes take whatever room is left, so
 * that the page fits 24 lines as well as 60.
 */
final class Page {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());
    private static final int LABEL = 13;

    private final List<String> commands;
    private final int columns;
    private final int lines;
    private final boolean colours;
    private final List<String> page = new ArrayList<>();

    private Page(List<String> commands, int columns, int lines, boolean colours) {
        this.commands = commands;
        this.columns = columns;
        this.lines = lines;
        this.colours = colours;
    }

    /**
     * @param commands what to paste into a shell to look at the servers
     * @param note the last thing that went wrong, shown at the bottom; empty for nothing
     */
    static List<String> of(Glance glance, List<String> commands, int columns, int lines, boolean colours, String note) {
        return new Page(commands, columns, lines, colours).draw(glance, note);
    }

    private List<String> draw(Glance glance, String note) {
        add(row().put("Tidegate", Ink.TITLE)
                .put("  MariaDB → Canal-JSON → Kafka")
                .atEdge(clock(glance.elapsed()) + " of " + clock(glance.duration()) + " ", Ink.QUIET));
        blank();
        feed(glance);
        blank();
        topics(glance);
        blank();
        int foot = note.isEmpty() ? 5 : 6;
        int room = Math.max(0, lines - page.size() - foot);
        int schemaChanges = Math.min(glance.found().schemaChanges().size(), room >= 14 ? 4 : 1);
        int latest = room - 1 - (schemaChanges == 0 ? 0 : schemaChanges + 2);
        latest(glance.found().latest(), latest);
        schemaChanges(glance.found().schemaChanges(), schemaChanges);
        while (page.size() < lines - foot) {
            blank();
        }
        foot(note);
        return page.subList(0, Math.min(page.size(), lines));
    }

    private void feed(Glance glance) {
        State state = glance.feed().state();
        Row first = row().left("changefeed", LABEL, Ink.QUIET)
                .left(state.name().toLowerCase(Locale.ROOT), 14, state == State.RUNNING ? Ink.GOOD : Ink.BAD);
        if (glance.feed().reason().isEmpty()) {
            first.right(number(Math.round(glance.rowsPerSecond())), 9, Ink.FIGURE)
                    .put(" rows/s   ")
                    .right(seconds(glance.lag()), 6, Ink.FIGURE)
                    .put(" s lag   ")
                    .right(number(glance.rows()), 9, Ink.FIGURE)
                    .put(" rows");
        } else {
            first.put(glance.feed().reason(), Ink.BAD);
        }
        add(first);
        Row checkpoint = row().left("checkpoint", LABEL, Ink.QUIET);
        if (glance.feed().checkpointTs() != 0) {
            checkpoint
                    .left(CLOCK.format(glance.checkpointTime()), 14, Ink.PLAIN)
                    .put("TSO " + Long.toUnsignedString(glance.feed().checkpointTs()), Ink.PLAIN)
                    .put("   watermark " + watermark(glance), Ink.QUIET);
        }
        add(checkpoint);
        add(row().left("shop", LABEL, Ink.QUIET).put(number(glance.transactions()) + " transactions committed"));
    }

    private void topics(Glance glance) {
        add(row().left("topic", 20, Ink.QUIET)
                .right("rows", 11, Ink.QUIET)
                .right("inserts", 12, Ink.QUIET)
                .right("updates", 12, Ink.QUIET)
                .right("deletes", 12, Ink.QUIET)
                .right("DDL", 6, Ink.QUIET));
        for (TopicCount topic : glance.found().topics()) {
            add(row().left(topic.topic(), 20, Ink.PLAIN)
                    .right(number(topic.rows()), 11, Ink.FIGURE)
                    .right(number(topic.inserts()), 12, Ink.PLAIN)
                    .right(number(topic.updates()), 12, Ink.PLAIN)
                    .right(number(topic.deletes()), 12, Ink.PLAIN)
                    .right(number(topic.ddls()), 6, topic.ddls() > 0 ? Ink.CHANGED : Ink.QUIET));
        }
        if (glance.found().topics().isEmpty()) {
            add(row().put("the first changes are on their way", Ink.QUIET));
        }
    }

    private void latest(List<Change> changes, int room) {
        if (room < 1) {
            return;
        }
        add(row().put("latest messages", Ink.QUIET));
        for (Change change : changes.subList(0, Math.min(room, changes.size()))) {
            add(row().left(change.kind().name(), 8, ink(change.kind()))
                    .left(change.table(), 12, Ink.PLAIN)
                    .put(ChangeText.of(change), Ink.PLAIN));
        }
    }

    private void schemaChanges(List<Change> changes, int room) {
        if (room < 1) {
            return;
        }
        blank();
        add(row().put("latest schema changes", Ink.QUIET));
        for (Change change : changes.subList(0, room)) {
            add(row().put(CLOCK.format(Instant.ofEpochMilli(change.timestamp())) + "  ", Ink.QUIET)
                    .put(change.sql(), Ink.CHANGED));
        }
    }

    private void foot(String note) {
        blank();
        add(row().put("look for yourself, in a browser (the link works once) and in another terminal", Ink.QUIET));
        commands.forEach(command -> add(row().put(command)));
        if (!note.isEmpty()) {
            add(row().put(note, Ink.BAD));
        }
        page.add(row().put("Ctrl-C closes the shop and checks that every row has arrived", Ink.QUIET)
                .text());
    }

    private static Ink ink(Kind kind) {
        return switch (kind) {
            case INSERT -> Ink.GOOD;
            case UPDATE, DDL -> Ink.CHANGED;
            case DELETE -> Ink.BAD;
            case WATERMARK -> Ink.QUIET;
        };
    }

    private static String watermark(Glance glance) {
        long ts = glance.found().watermarkTs();
        return ts == 0 ? "none yet" : CLOCK.format(Instant.ofEpochMilli(Tso.millis(ts)));
    }

    private static String clock(Duration duration) {
        return String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private Row row() {
        return new Row(columns, colours);
    }

    private void add(Row row) {
        page.add(row.text());
    }

    private void blank() {
        page.add("");
    }
}

package io.tidegate.mysql.binlog;

import io.tidegate.model.TableName;
import io.tidegate.mysql.row.CollationTable;
import io.tidegate.mysql.row.RowLayout;
import io.tidegate.mysql.row.TableMapParser;
import io.tidegate.mysql.schema.TableStore;
import io.tidegate.source.TableSelection;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tables that rows events of the current file refer to, by table id. A map precedes nearly every statement and is
 * nearly always the one that is known, so equal bytes mean nothing to do; only a new one is parsed and held against the
 * definitions. Tables that are not selected are known by name alone.
 */
final class TableMaps {
    /** A table id in force. */
    static final class Entry {
        private final long id;
        private final byte[] body;
        private final TableName name;
        private final @Nullable RowLayout layout;

        private Entry(long id, byte[] body, TableName name, @Nullable RowLayout layout) {
            this.id = id;
            this.body = body;
            this.name = name;
            this.layout = layout;
        }

        TableName name() {
            return name;
        }

        /** How to read the rows; null when the table is not selected. */
        @Nullable
        RowLayout layout() {
            return layout;
        }
    }

    private static final int SHORT_ID_POST_HEADER = 6;

    private final TableMapParser parser;
    private final CollationTable collations;
    private final TableStore store;
    private final TableSelection selection;
    private @Nullable Entry[] slots = new Entry[64];
    private int size;

    TableMaps(TableMapParser parser, CollationTable collations, TableStore store, TableSelection selection) {
        this.parser = parser;
        this.collations = collations;
        this.store = store;
        this.selection = selection;
    }

    /** Forgets all ids: another file, or a definition has changed. */
    void clear() {
        Arrays.fill(slots, null);
        size = 0;
    }

    /** Takes note of a TABLE_MAP event. */
    void put(byte[] bytes, int offset, int length, int postHeaderLength) {
        long id = tableId(bytes, offset, postHeaderLength);
        int from = offset + EventHeader.LENGTH + postHeaderLength;
        int to = offset + length;
        if (from > to) {
            throw EventBody.corrupt("a table map of " + length + " bytes is shorter than its header");
        }
        Entry known = find(id);
        if (known != null && Arrays.equals(bytes, from, to, known.body, 0, known.body.length)) {
            return;
        }
        TableName name = name(new EventBody(bytes, from, to - from));
        RowLayout layout = null;
        if (selection.matches(name)) {
            var map = parser.parse(bytes, offset, length, postHeaderLength);
            layout = new RowLayout(map, store.resolve(map), collations);
        }
        insert(new Entry(id, Arrays.copyOfRange(bytes, from, to), name, layout));
    }

    /** The table of an id, null if no map announced it. */
    @Nullable
    Entry find(long id) {
        int mask = slots.length - 1;
        for (int slot = home(id, mask); ; slot = (slot + 1) & mask) {
            Entry entry = slots[slot];
            if (entry == null || entry.id == id) {
                return entry;
            }
        }
    }

    /** The table id that a table map or rows event starts with. */
    static long tableId(byte[] bytes, int offset, int postHeaderLength) {
        int width = postHeaderLength == SHORT_ID_POST_HEADER ? 4 : 6;
        long id = 0;
        for (int i = width - 1; i >= 0; i--) {
            id = id << 8 | (bytes[offset + EventHeader.LENGTH + i] & 0xFF);
        }
        return id;
    }

    private static TableName name(EventBody body) {
        String schema = body.text(body.u8());
        body.skip(1);
        return new TableName(schema, body.text(body.u8()));
    }

    private void insert(Entry entry) {
        if (2 * size >= slots.length) {
            @Nullable Entry[] old = slots;
            slots = new Entry[old.length * 2];
            size = 0;
            for (Entry moved : old) {
                if (moved != null) {
                    place(moved);
                }
            }
        }
        place(entry);
    }

    private void place(Entry entry) {
        int mask = slots.length - 1;
        int slot = home(entry.id, mask);
        Entry there = slots[slot];
        while (there != null && there.id != entry.id) {
            slot = (slot + 1) & mask;
            there = slots[slot];
        }
        if (there == null) {
            size++;
        }
        slots[slot] = entry;
    }

    private static int home(long id, int mask) {
        return (int) ((id * 0x9E37_79B9_7F4A_7C15L) >>> 40) & mask;
    }
}

package io.tidegate.mysql.binlog;

import io.tidegate.model.LogOrigin;
import io.tidegate.model.RowCursor;
import io.tidegate.model.TableName;
import io.tidegate.mysql.protocol.ServerInfo.Flavour;
import io.tidegate.mysql.protocol.Slab;
import io.tidegate.mysql.row.BinlogCursors;
import io.tidegate.mysql.row.CollationTable;
import io.tidegate.mysql.row.TableMapParser;
import io.tidegate.mysql.schema.DefinitionReader;
import io.tidegate.mysql.schema.ServerDialect;
import io.tidegate.mysql.schema.TableDefinition;
import io.tidegate.mysql.schema.TableStore;
import io.tidegate.source.DdlEvent;
import io.tidegate.source.ResolvedMark;
import io.tidegate.source.RowBatch;
import io.tidegate.source.TableSelection;
import io.tidegate.testkit.memory.CountingBudget;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A transaction reader that is fed with a script, and what came out of it as text: rows as {@code item 1}, DDLs as their
 * SQL, and {@code |} for each mark. The tables of schema {@code shop} are selected.
 */
final class ScriptedReader {
    static final long NOW_SECONDS = 1_700_000_000L;

    final CountingBudget memory = new CountingBudget(1 << 26);
    final List<String> out = new ArrayList<>();
    final List<Long> timestamps = new ArrayList<>();

    /** Where each row stands: file, position, row, thread and GTID. */
    final List<String> origins = new ArrayList<>();

    private final BinlogCursors cursors = new BinlogCursors(ZoneOffset.UTC);
    private final TransactionReader reader;
    private @Nullable ResolvedMark mark;
    private long millis = NOW_SECONDS * 1_000;

    ScriptedReader(BinlogPosition start, long holdLimit) {
        InstantSource clock = () -> Instant.ofEpochMilli(millis);
        CollationTable collations = CollationTable.builtIn();
        TableStore store = new TableStore(ServerDialect.of("11.4.5-MariaDB", false), new NoServer(), collations);
        LogTables tables = new LogTables(new TableMapParser(true, collations), collations, store);
        reader = new TransactionReader(start, tables, new ShopSelection(), holdLimit, memory, clock, Set.of());
    }

    static ScriptedReader ofMariaDb() {
        return new ScriptedReader(start(Flavour.MARIADB, MariadbGtidState.empty()), 1 << 20);
    }

    static ScriptedReader ofMySql() {
        return new ScriptedReader(start(Flavour.MYSQL, GtidSet.empty()), 1 << 20);
    }

    static BinlogPosition start(Flavour flavour, @Nullable Gtids gtids) {
        return new BinlogPosition(flavour, "1", gtids, "binlog.000001", 4, 0, 0, 0);
    }

    /** Feeds events, each in a slab of its own, then lets the reader see that nothing more is here. */
    ScriptedReader feed(byte[]... events) throws InterruptedException {
        for (int i = 0; i < events.length; i++) {
            Slab slab = Slab.allocate(events[i].length, memory);
            System.arraycopy(events[i], 0, slab.bytes(), 0, events[i].length);
            try {
                reader.accept(slab, 0, events[i].length, events[i].length + 4);
            } finally {
                slab.release();
            }
            while (reader.hasInnerEvents()) {
                reader.step();
            }
            reader.settle(i < events.length - 1);
            drain();
        }
        return this;
    }

    void pass(long seconds) {
        millis += seconds * 1_000;
    }

    void stop() {
        reader.stop();
        drain();
    }

    void discard() {
        reader.discard();
    }

    /** What came out, marks apart. */
    List<String> changes() {
        return out.stream().filter(line -> !line.equals("|")).toList();
    }

    @Nullable
    ResolvedMark mark() {
        return mark;
    }

    BinlogPosition position() {
        return (BinlogPosition) mark.position();
    }

    private void drain() {
        for (Batches.Ready ready = reader.poll(); ready != null; ready = reader.poll()) {
            if (ready.event() instanceof RowBatch batch) {
                RowCursor cursor = cursors.open(batch);
                while (cursor.next()) {
                    out.add(cursor.table().name().table() + " " + cursor.after().integer(0));
                    timestamps.add(cursor.commitTs());
                    LogOrigin origin = cursor.origin();
                    origins.add(origin.file() + ":" + origin.position() + " " + origin.row() + " " + origin.thread()
                            + " " + origin.gtid());
                }
                batch.release();
            } else if (ready.event() instanceof DdlEvent ddl) {
                out.add(ddl.ddl().sql());
                timestamps.add(ddl.ddl().commitTs());
            }
            ResolvedMark next = ready.event().mark();
            if (next != null) {
                mark = next;
                out.add("|");
            }
        }
    }

    /** The database {@code shop}. */
    private static final class ShopSelection implements TableSelection {
        @Override
        public boolean matches(TableName table) {
            return table.schema().equals("shop") && !table.table().startsWith("_");
        }

        @Override
        public boolean matchesSchema(String schema) {
            return schema.equals("shop");
        }
    }

    /** A server that knows no table. */
    private static final class NoServer implements DefinitionReader {
        @Override
        public List<TableName> tableNames() {
            return List.of();
        }

        @Override
        public List<TableDefinition> read(Collection<String> schemas) {
            return List.of();
        }

        @Override
        public Optional<TableDefinition> read(TableName table) {
            return Optional.empty();
        }
    }
}

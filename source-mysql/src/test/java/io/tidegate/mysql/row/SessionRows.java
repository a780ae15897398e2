package io.tidegate.mysql.row;

import io.tidegate.config.SourceEndpoint;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.mysql.MysqlSource;
import io.tidegate.source.DdlEvent;
import io.tidegate.source.RowBatch;
import io.tidegate.source.SourceEvent;
import io.tidegate.source.SourceSession;
import io.tidegate.source.SourceSettings;
import io.tidegate.source.StartPoint;
import io.tidegate.source.TableSelection;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the schema {@code d} of a server as a changefeed does, and keeps each row as text. */
final class SessionRows implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final MysqlSource source;
    private final SourceSession session;
    private final List<String> ddls = new ArrayList<>();

    /** A row change; an image that the change lacks is empty. */
    record Row(RowKind kind, TableVersion table, List<String> before, List<String> after, List<Boolean> sameBytes) {}

    SessionRows(SourceEndpoint endpoint, ZoneId zone, StartPoint start) {
        source = new MysqlSource(
                endpoint, new SourceSettings("test", new Everything(), zone, false), InstantSource.system());
        session = source.open(start, BinlogFile.UNLIMITED);
    }

    /** Reads on until so many rows have come. */
    List<Row> take(int count) throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (rows.size() < count) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("only " + rows.size() + " of " + count + " rows came");
            }
            @Nullable SourceEvent event = session.poll(Duration.ofMillis(200));
            if (event instanceof RowBatch batch) {
                add(batch, rows);
                batch.release();
            } else if (event instanceof DdlEvent ddl) {
                ddls.add(ddl.ddl().sql());
            }
        }
        return rows;
    }

    /** The DDLs that came so far. */
    List<String> ddls() {
        return ddls;
    }

    @Override
    public void close() {
        session.close();
    }

    private void add(RowBatch batch, List<Row> rows) {
        RowCursor cursor = source.cursors().open(batch);
        while (cursor.next()) {
            List<Boolean> same = new ArrayList<>();
            for (int i = 0;
                    cursor.kind() == RowKind.UPDATE
                            && i < cursor.table().columns().size();
                    i++) {
                same.add(cursor.sameBytes(i));
            }
            rows.add(new Row(
                    cursor.kind(),
                    cursor.table(),
                    cursor.kind() == RowKind.INSERT ? List.of() : texts(cursor.table(), cursor.before()),
                    cursor.kind() == RowKind.DELETE ? List.of() : texts(cursor.table(), cursor.after()),
                    same));
        }
    }

    private static List<String> texts(TableVersion table, RowImage image) {
        List<String> texts = new ArrayList<>();
        for (Column column : table.columns()) {
            String text = CellText.of(column, image, texts.size());
            boolean vector = column.type().kind() == ColumnKind.VECTOR && !text.equals("NULL");
            texts.add(vector ? CellText.vectorHex(text) : text);
        }
        return texts;
    }

    /** The tables of the schema {@code d}. */
    private static final class Everything implements TableSelection {
        @Override
        public boolean matches(TableName table) {
            return matchesSchema(table.schema());
        }

        @Override
        public boolean matchesSchema(String schema) {
            return schema.equals("d");
        }
    }
}

package io.tidegate.mysql.row;

import io.tidegate.model.TableVersion;
import io.tidegate.mysql.protocol.Slab;
import io.tidegate.source.MemoryBudget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Reads the row events of one table from a binlog file as a server leaves it on disk. */
final class BinlogFile {
    private static final int MAGIC = 4;
    private static final int FORMAT_DESCRIPTION = 15;
    private static final int TABLE_MAP = 19;
    private static final int HEADER = 19;

    /** A budget without limit. */
    static final MemoryBudget UNLIMITED = new MemoryBudget() {
        @Override
        public long limit() {
            return Long.MAX_VALUE;
        }

        @Override
        public void acquire(long bytes) {}

        @Override
        public void release(long bytes) {}
    };

    private BinlogFile() {}

    /** All rows events of {@code table}, from a MariaDB log. */
    static BinlogRowBatch rows(Path file, TableVersion table, CollationTable collations)
            throws IOException, InterruptedException {
        byte[] content = Files.readAllBytes(file);
        Slab slab = Slab.allocate(content.length, UNLIMITED);
        System.arraycopy(content, 0, slab.bytes(), 0, content.length);
        BinlogRowBatch.Builder batch = new BinlogRowBatch.Builder();
        TableMapParser parser = new TableMapParser(true, collations);
        Map<Long, RowLayout> layouts = new HashMap<>();
        int checksum = 0;
        int postHeaderLengths = 0;
        int length;
        for (int at = MAGIC; at < content.length; at += length) {
            int type = content[at + 4] & 0xFF;
            length = LittleEndian.i32(content, at + 9);
            int without = length - checksum;
            if (type == FORMAT_DESCRIPTION) {
                checksum = content[at + length - 5] == 1 ? 4 : 0;
                postHeaderLengths = at + HEADER + 2 + 50 + 4 + 1;
            } else if (type == TABLE_MAP) {
                TableMap map = parser.parse(content, at, without, content[postHeaderLengths + type - 1]);
                if (map.name().equals(table.name())) {
                    layouts.put(map.tableId(), new RowLayout(map, table, collations));
                }
            } else if (type >= 23 && type <= 25) {
                RowLayout layout = layouts.get(LittleEndian.u48(content, at + HEADER));
                if (layout != null) {
                    batch.add(
                            slab,
                            at,
                            without,
                            type,
                            content[postHeaderLengths + type - 1],
                            layout,
                            at,
                            RowsEvent.TRANSACTION);
                }
            }
        }
        slab.release();
        return batch.build(null);
    }
}

package io.tidegate.route;

import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * Rows of a table with the same values in some columns go to one partition; without such columns the whole table does.
 * The hash is TiCDC's: CRC-32 of the schema's and the table's name, joined by exclusive or with the hash of each cell, so
 * that the order of the columns has no influence.
 */
final class HashRoute implements Route {
    private final String topic;
    private final PartitionCounts partitions;
    private final int tableHash;
    private final CellHash[] cells;

    /**
     * @param columns ordinals, each once: a column given twice would cancel itself out
     */
    HashRoute(String topic, PartitionCounts partitions, TableVersion table, int[] columns) {
        this.topic = topic;
        this.partitions = partitions;
        this.tableHash = hash(table.name());
        this.cells = new CellHash[columns.length];
        for (int i = 0; i < columns.length; i++) {
            cells[i] = new CellHash(columns[i], table.column(columns[i]));
        }
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public int partition(RowCursor row, RowKind as) {
        int hash = tableHash ^ hash(as == RowKind.DELETE ? row.before() : row.after());
        return Integer.remainderUnsigned(hash, partitions.partitions(topic));
    }

    private int hash(RowImage row) {
        int hash = 0;
        for (CellHash cell : cells) {
            hash ^= cell.of(row);
        }
        return hash;
    }

    private static int hash(TableName table) {
        CRC32 crc = new CRC32();
        crc.update(table.schema().getBytes(StandardCharsets.UTF_8));
        crc.update(table.table().getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}

package io.tidegate.feed;

import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.RecordBatch;
import io.tidegate.encode.RowEncoder;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.Key;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.route.PartitionCounts;
import io.tidegate.route.Route;
import io.tidegate.route.Router;
import io.tidegate.source.Source;
import io.tidegate.source.SourceSettings;
import io.tidegate.source.TableSelection;
import io.tidegate.testkit.rows.ValueRow;
import io.tidegate.testkit.source.ScriptedCluster;
import io.tidegate.testkit.source.ScriptedSource;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** One table on a scripted cluster whose rows become messages {@code commitTs id}; a DDL becomes {@code commitTs ddl}. */
final class TextFeed {
    private final TableVersion table = new TableVersion(
            new TableName("test", "t"),
            List.of(new Column("id", ColumnType.of(ColumnKind.BIGINT), false)),
            List.of(new Key(Key.PRIMARY, List.of(0), true)));
    private final ScriptedCluster cluster = new ScriptedCluster(List.of(table), 6, 7);
    private final List<Long> rowTs = new ArrayList<>();
    private long ts = 1000;

    ScriptedCluster cluster() {
        return cluster;
    }

    TableName table() {
        return table.name();
    }

    /** Commits transactions of one to four rows, some of them with the same commit-ts, and resolves them. */
    void commit(int transactions) {
        for (int transaction = 0; transaction < transactions; transaction++) {
            ts += transaction % 4 == 0 ? 0 : 1;
            List<ValueRow> rows = new ArrayList<>();
            for (int row = 0; row <= transaction % 4; row++) {
                rowTs.add(ts);
                rows.add(ValueRow.insert(table, ts, (long) rowTs.size()));
            }
            cluster.commit(ts, rows);
        }
        cluster.resolve(ts);
        ts++;
    }

    /** Commits one transaction of so many rows and resolves it. */
    void commitTogether(int count) {
        List<ValueRow> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            rowTs.add(ts);
            rows.add(ValueRow.insert(table, ts, (long) rowTs.size()));
        }
        cluster.commit(ts, rows);
        cluster.resolve(ts);
        ts++;
    }

    long nextTs() {
        return ts++;
    }

    long lastTs() {
        return ts - 1;
    }

    int rows() {
        return rowTs.size();
    }

    int rowsUpTo(long target) {
        return (int) rowTs.stream().filter(committed -> committed <= target).count();
    }

    static long tsOf(String message) {
        return Long.parseLong(message.substring(0, message.indexOf(' ')));
    }

    Source source() {
        TableSelection every = new TableSelection() {
            @Override
            public boolean matches(TableName name) {
                return true;
            }

            @Override
            public boolean matchesSchema(String schema) {
                return true;
            }
        };
        return new ScriptedSource(cluster, new SourceSettings("feed", every, ZoneOffset.UTC, true));
    }

    Router router() {
        return new Router() {
            @Override
            public Route route(TableVersion version, PartitionCounts partitions) {
                int count = partitions.partitions("t");
                return new Route() {
                    @Override
                    public String topic() {
                        return "t";
                    }

                    @Override
                    public int partition(RowCursor row, RowKind as) {
                        return (int) (row.after().integer(0) % count);
                    }
                };
            }

            @Override
            public String topic(TableName name) {
                return "t";
            }

            @Override
            public String topic(Ddl ddl) {
                return "t";
            }

            @Override
            public String defaultTopic() {
                return "t";
            }
        };
    }

    Encoder encoder() {
        return new Encoder() {
            @Override
            public RowEncoder newRowEncoder() {
                return TextFeed::encode;
            }

            @Override
            public EncodedMessage encodeDdl(Ddl ddl) {
                return new EncodedMessage(null, utf8(ddl.commitTs() + " ddl"));
            }

            @Override
            public EncodedMessage encodeWatermark(long checkpointTs) {
                return null;
            }

            @Override
            public boolean sendsDdlToEveryPartition() {
                return false;
            }
        };
    }

    private static void encode(RowCursor row, RowKind as, String topic, int partition, RecordBatch out) {
        out.add(topic, partition, null, utf8(row.commitTs() + " " + row.after().integer(0)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.tidegate.testkit.source;

import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.source.Source;
import io.tidegate.source.SourceSettings;
import io.tidegate.source.TableSelection;
import io.tidegate.testkit.contract.SourceContract;
import io.tidegate.testkit.contract.Upstream;
import io.tidegate.testkit.rows.ValueRow;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

class ScriptedSourceContractTest extends SourceContract {
    @Override
    protected Upstream newUpstream() {
        return new ScriptedUpstream();
    }

    private static final class ScriptedUpstream implements Upstream {
        private final List<TableVersion> tables = List.of(table("a"), table("b"));
        private final ScriptedCluster cluster = new ScriptedCluster(tables, 5, 42);
        private long ts = 1000;
        private long id;

        @Override
        public Source source() {
            return new ScriptedSource(cluster, new SourceSettings("contract", new EveryTable(), ZoneOffset.UTC, true));
        }

        @Override
        public int write(int transactions) {
            int written = 0;
            for (int transaction = 0; transaction < transactions; transaction++) {
                ts += transaction % 3;
                List<ValueRow> rows = new ArrayList<>();
                for (int row = 0; row <= transaction % 5; row++) {
                    id++;
                    rows.add(ValueRow.insert(tables.get((int) (id % 2)), ts, id, "name " + id));
                }
                cluster.commit(ts, rows);
                written += rows.size();
                if (transaction % 7 == 0) {
                    cluster.resolve(ts - 1);
                }
            }
            ts += 10;
            cluster.resolve(ts);
            return written;
        }

        @Override
        public void breakConnection() {
            cluster.breakConnections(1);
        }

        @Override
        public void close() {}

        private static TableVersion table(String name) {
            return new TableVersion(
                    new TableName("test", name),
                    List.of(
                            new Column("id", ColumnType.of(ColumnKind.BIGINT), false),
                            new Column("name", ColumnType.of(ColumnKind.VARCHAR, 20), true)),
                    List.of(new Key(Key.PRIMARY, List.of(0), true)));
        }
    }

    private static final class EveryTable implements TableSelection {
        @Override
        public boolean matches(TableName table) {
            return true;
        }

        @Override
        public boolean matchesSchema(String schema) {
            return true;
        }
    }
}

package io.tidegate.server;

import io.tidegate.check.Check;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.model.Column;
import io.tidegate.model.ColumnKind;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.Key;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.model.Tso;
import io.tidegate.source.SourceCapability;
import io.tidegate.testkit.rows.ValueRow;
import io.tidegate.testkit.sink.MemoryTopics;
import io.tidegate.testkit.source.ScriptedCluster;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way to a scripted source, whatever the endpoint, and to topics in memory. A source on the host {@code down} and a broker
 * on the host {@code down} cannot be reached.
 */
public final class ScriptedConnectors implements Connectors {
    static final String DOWN = "down";

    private final TableVersion items = table("items", true);
    private final TableVersion notes = table("notes", false);
    private final ScriptedCluster cluster = new ScriptedCluster(List.of(items, notes), 2, 7);
    private final MemoryTopics topics = new MemoryTopics();
    private long ids;
    private long lastTs;

    /** Its last commit was now. */
    public ScriptedConnectors() {
        cluster.resolve(Tso.ofMillis(System.currentTimeMillis()) - 1);
    }

    /** Commits one transaction of rows of {@code shop.items}. */
    public synchronized void commit(int rows) {
        long ts = nextTs();
        for (int row = 0; row < rows; row++) {
            cluster.commit(ts, List.of(ValueRow.insert(items, ts, ++ids)));
        }
        cluster.resolve(ts);
    }

    /** Commits a DDL of {@code shop.items} that leaves its definition as it is. */
    public synchronized void alter(String sql) {
        long ts = nextTs();
        cluster.commit(new Ddl(ts, DdlKind.OTHER, items.name(), null, sql, items, items));
        cluster.resolve(ts);
    }

    private long nextTs() {
        lastTs = Math.max(lastTs + 1, Tso.ofMillis(System.currentTimeMillis()));
        return lastTs;
    }

    @Override
    public Optional<Set<SourceCapability>> capabilities(SourceKind kind) {
        return kind == SourceKind.TIDB ? Optional.empty() : Optional.of(Set.of(SourceCapability.values()));
    }

    @Override
    public String version(SourceEndpoint source) {
        return "scripted";
    }

    @Override
    public List<Check> check(SourceEndpoint source) {
        return source.host().equals(DOWN)
                ? List.of(Check.fail("M001", "connection", "nobody answers", "Start it."))
                : List.of(Check.pass("M001", "connection", "it answers"));
    }

    @Override
    public List<TableVersion> tables(SourceEndpoint source) {
        return List.of(items, notes);
    }

    @Override
    public FeedConnector connect(FeedPlan plan) {
        return new ScriptedFeed(plan, cluster, topics, this.tables(plan.source()));
    }

    private static TableVersion table(String name, boolean keyed) {
        return new TableVersion(
                new TableName("shop", name),
                List.of(new Column("id", ColumnType.of(ColumnKind.BIGINT), !keyed)),
                keyed ? List.of(new Key(Key.PRIMARY, List.of(0), true)) : List.of());
    }
}

package io.tidegate.testkit.source;

import io.tidegate.check.Check;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableVersion;
import io.tidegate.source.MemoryBudget;
import io.tidegate.source.Source;
import io.tidegate.source.SourceCapability;
import io.tidegate.source.SourceSession;
import io.tidegate.source.SourceSettings;
import io.tidegate.source.StartPoint;
import io.tidegate.testkit.rows.ValueCursor;
import java.util.List;
import java.util.Set;

/** A {@link ScriptedCluster} as a source; its positions are resolved timestamps, as TiDB's are. */
public final class ScriptedSource implements Source {
    private final ScriptedCluster cluster;
    private final SourceSettings settings;

    public ScriptedSource(ScriptedCluster cluster, SourceSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
    }

    @Override
    public Set<SourceCapability> capabilities() {
        return Set.of();
    }

    @Override
    public SourceSession open(StartPoint start, MemoryBudget memory) {
        cluster.awaitOpening();
        return new ScriptedSession(cluster, settings, position(start), memory);
    }

    @Override
    public CursorFactory cursors() {
        return batch -> new ValueCursor(((ScriptedBatch) batch).changes());
    }

    @Override
    public String version() {
        return "scripted";
    }

    @Override
    public StartPoint.AtPosition end() {
        throw new IllegalStateException("a script has no end that could be named");
    }

    @Override
    public List<TableVersion> tables() {
        return cluster.tables().stream()
                .filter(table -> settings.tables().matches(table.name()))
                .toList();
    }

    @Override
    public List<Check> check(StartPoint start) {
        return List.of();
    }

    @Override
    public long currentTs() {
        return cluster.lastCommitTs();
    }

    private ScriptedPosition position(StartPoint start) {
        if (start instanceof StartPoint.AtCheckpoint at) {
            return ScriptedPosition.parse(at.checkpoint().position());
        }
        if (start instanceof StartPoint.Continue at) {
            return ScriptedPosition.parse(at.position().text());
        }
        if (start instanceof StartPoint.AtTso at) {
            return new ScriptedPosition(at.tso(), 0);
        }
        if (start instanceof StartPoint.Now) {
            return new ScriptedPosition(cluster.lastCommitTs(), 0);
        }
        throw new TidegateException(ErrorCode.START_NOT_AVAILABLE, start.toString());
    }
}

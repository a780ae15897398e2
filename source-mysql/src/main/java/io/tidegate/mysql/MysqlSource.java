package io.tidegate.mysql;

import io.tidegate.check.Check;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableVersion;
import io.tidegate.mysql.binlog.BinlogRetention;
import io.tidegate.mysql.binlog.BinlogSessions;
import io.tidegate.mysql.check.SourceChecks;
import io.tidegate.mysql.row.BinlogCursors;
import io.tidegate.source.MemoryBudget;
import io.tidegate.source.Retention;
import io.tidegate.source.Source;
import io.tidegate.source.SourceCapability;
import io.tidegate.source.SourceSession;
import io.tidegate.source.SourceSettings;
import io.tidegate.source.StartPoint;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A MySQL or MariaDB server as the source of one changefeed. */
public final class MysqlSource implements Source {
    /** What sources of both kinds can do. */
    public static final Set<SourceCapability> CAPABILITIES =
            Set.of(SourceCapability.START_AT_TSO, SourceCapability.START_AT_TIME, SourceCapability.START_AT_POSITION);

    private static final String START_CHECK = "M023";

    private final SourceEndpoint endpoint;
    private final SourceSettings settings;
    private final BinlogSessions sessions;
    private final BinlogRetention retention;

    /** @param clock what time it is here */
    public MysqlSource(SourceEndpoint endpoint, SourceSettings settings, InstantSource clock) {
        this.endpoint = endpoint;
        this.settings = settings;
        this.sessions = new BinlogSessions(endpoint, settings, clock);
        this.retention = new BinlogRetention(endpoint, settings.changefeed(), clock);
    }

    @Override
    public Set<SourceCapability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public SourceSession open(StartPoint start, MemoryBudget memory) {
        return sessions.open(start, memory);
    }

    @Override
    public CursorFactory cursors() {
        return new BinlogCursors(settings.timeZone());
    }

    @Override
    public String version() {
        return sessions.serverVersion();
    }

    @Override
    public List<TableVersion> tables() {
        return sessions.currentTables();
    }

    @Override
    public List<Check> check(StartPoint start) {
        List<Check> checks = new ArrayList<>(SourceChecks.run(endpoint, settings.tables(), this::tables));
        boolean usable = checks.stream().noneMatch(check -> check.status() == Check.Status.FAIL);
        if (usable) {
            checks.add(startCheck(start));
        }
        return List.copyOf(checks);
    }

    @Override
    public StartPoint.AtPosition end() {
        return sessions.end();
    }

    @Override
    public long currentTs() {
        return sessions.currentTs();
    }

    @Override
    public Optional<Retention> retention(String position) {
        return retention.of(position);
    }

    private Check startCheck(StartPoint start) {
        try {
            return Check.pass(START_CHECK, "start position", "reading can begin at " + sessions.describe(start));
        } catch (TidegateException failure) {
            return Check.fail(failure.code().code(), "start position", failure.sentence(), failure.remedy());
        }
    }
}

package io.tidegate.server;

import io.tidegate.check.Check;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.model.TableVersion;
import io.tidegate.source.SourceCapability;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The way from the server to sources and sinks, made by whoever wires the process. Thread safe. */
public interface Connectors {
    /** What a source of this kind can do; empty when there is no such source here yet. */
    Optional<Set<SourceCapability>> capabilities(SourceKind kind);

    /** The version that a source says it has, such as {@code 11.4.5-MariaDB-log}. */
    String version(SourceEndpoint source);

    /** Everything that must hold of a source before it is of use, whatever the changefeed. */
    List<Check> check(SourceEndpoint source);

    /** The current definitions of all its tables, those of the system left out. */
    List<TableVersion> tables(SourceEndpoint source);

    /** The two ends of a changefeed as it is planned; connects to nothing yet. */
    FeedConnector connect(FeedPlan plan);
}

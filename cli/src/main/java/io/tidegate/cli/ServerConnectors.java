package io.tidegate.cli;

import io.tidegate.check.Check;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.model.TableVersion;
import io.tidegate.mysql.MysqlSource;
import io.tidegate.server.Connectors;
import io.tidegate.server.FeedConnector;
import io.tidegate.server.FeedPlan;
import io.tidegate.source.Source;
import io.tidegate.source.SourceCapability;
import io.tidegate.source.StartPoint;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The way of a server to the sources and sinks there are.
 *
 * @param server by which the server is told from others that have changefeeds of the same name
 */
public record ServerConnectors(String server) implements Connectors {
    @Override
    public Optional<Set<SourceCapability>> capabilities(SourceKind kind) {
        return switch (kind) {
            case MYSQL, MARIADB -> Optional.of(MysqlSource.CAPABILITIES);
            case TIDB -> Optional.empty();
        };
    }

    @Override
    public String version(SourceEndpoint source) {
        return lookAt(source).version();
    }

    @Override
    public List<Check> check(SourceEndpoint source) {
        return lookAt(source).check(new StartPoint.Now());
    }

    @Override
    public List<TableVersion> tables(SourceEndpoint source) {
        return lookAt(source).tables();
    }

    @Override
    public FeedConnector connect(FeedPlan plan) {
        return new WiredFeed(plan, Wiring.ofServer(server, plan.id(), plan.config(), plan.timeZone()));
    }

    private static Source lookAt(SourceEndpoint source) {
        return new Wiring("look", FeedDefaults.config(), ZoneId.systemDefault()).onlookingSource(source);
    }
}

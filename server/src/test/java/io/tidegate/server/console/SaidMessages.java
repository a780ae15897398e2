package io.tidegate.server.console;

import io.tidegate.check.Check;
import io.tidegate.checkpoint.CheckpointStore;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.feed.FeedParts;
import io.tidegate.feed.FeedSettings;
import io.tidegate.model.TableVersion;
import io.tidegate.server.Connectors;
import io.tidegate.server.FeedConnector;
import io.tidegate.server.FeedPlan;
import io.tidegate.server.MessageView;
import io.tidegate.server.TableRoute;
import io.tidegate.source.Retention;
import io.tidegate.source.SourceCapability;
import io.tidegate.source.StartPoint;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;

/** Other connectors, but for the messages in the topics, which are these. */
record SaidMessages(Connectors others, List<MessageView> messages) implements Connectors {
    @Override
    public Optional<Set<SourceCapability>> capabilities(SourceKind kind) {
        return others.capabilities(kind);
    }

    @Override
    public String version(SourceEndpoint source) {
        return others.version(source);
    }

    @Override
    public List<Check> check(SourceEndpoint source) {
        return others.check(source);
    }

    @Override
    public List<TableVersion> tables(SourceEndpoint source) {
        return others.tables(source);
    }

    @Override
    public FeedConnector connect(FeedPlan plan) {
        return new Ends(others.connect(plan), messages);
    }

    private record Ends(FeedConnector other, List<MessageView> said) implements FeedConnector {
        @Override
        public List<MessageView> messages(String topic, int count) {
            return said;
        }

        @Override
        public List<TableVersion> tables() {
            return other.tables();
        }

        @Override
        public List<Check> checkSource(StartPoint start) {
            return other.checkSource(start);
        }

        @Override
        public List<Check> checkRules(List<TableVersion> tables) {
            return other.checkRules(tables);
        }

        @Override
        public List<Check> checkSink(Collection<TableVersion> tables) {
            return other.checkSink(tables);
        }

        @Override
        public OptionalInt checkBrokers(Consumer<Check> found) {
            return other.checkBrokers(found);
        }

        @Override
        public void requireSink() {
            other.requireSink();
        }

        @Override
        public boolean sends(TableVersion table) {
            return other.sends(table);
        }

        @Override
        public List<TableRoute> routes(List<TableVersion> tables) {
            return other.routes(tables);
        }

        @Override
        public StartPoint.AtPosition end() {
            return other.end();
        }

        @Override
        public SortedSet<String> topics() {
            return other.topics();
        }

        @Override
        public long currentTs() {
            return other.currentTs();
        }

        @Override
        public Optional<Retention> retention(String position) {
            return other.retention(position);
        }

        @Override
        public FeedParts parts(CheckpointStore checkpoints) {
            return other.parts(checkpoints);
        }

        @Override
        public FeedSettings settings(long targetTs) {
            return other.settings(targetTs);
        }
    }
}

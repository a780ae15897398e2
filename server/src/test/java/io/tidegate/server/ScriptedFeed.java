package io.tidegate.server;

import io.tidegate.check.Check;
import io.tidegate.checkpoint.CheckpointStore;
import io.tidegate.config.CanalJsonConfig;
import io.tidegate.config.KeylessTables;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.encode.canaljson.CanalJsonEncoder;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.FeedParts;
import io.tidegate.feed.FeedSettings;
import io.tidegate.filter.TableFilter;
import io.tidegate.model.TableVersion;
import io.tidegate.route.DispatchRouter;
import io.tidegate.source.Retention;
import io.tidegate.source.SourceSettings;
import io.tidegate.source.StartPoint;
import io.tidegate.testkit.sink.MemorySink;
import io.tidegate.testkit.sink.MemoryTopics;
import io.tidegate.testkit.source.ScriptedCluster;
import io.tidegate.testkit.source.ScriptedSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The ends of a changefeed of {@link ScriptedConnectors}; it speaks Canal-JSON. */
record ScriptedFeed(FeedPlan plan, ScriptedCluster cluster, MemoryTopics broker, List<TableVersion> all)
        implements FeedConnector {
    private static final int PARTITIONS = 3;
    private static final int BROKERS = 3;

    @Override
    public List<TableVersion> tables() {
        return all.stream().filter(table -> filter().matches(table.name())).toList();
    }

    @Override
    public List<Check> checkSource(StartPoint start) {
        return List.of(Check.pass("M001", "connection", "it answers"));
    }

    @Override
    public List<Check> checkRules(List<TableVersion> tables) {
        return List.of();
    }

    @Override
    public List<Check> checkSink(Collection<TableVersion> tables) {
        return List.of();
    }

    @Override
    public OptionalInt checkBrokers(Consumer<Check> found) {
        String broker = config().kafka().brokers().get(0);
        if (broker.startsWith(ScriptedConnectors.DOWN)) {
            found.accept(Check.fail("K001", broker, "refuses the connection", "Start the broker."));
            return OptionalInt.empty();
        }
        found.accept(Check.pass("K001", broker, "takes connections"));
        found.accept(Check.pass("K006", "cluster", "has " + BROKERS + " brokers"));
        return OptionalInt.of(BROKERS);
    }

    @Override
    public void requireSink() {
        if (config().kafka().brokers().get(0).startsWith(ScriptedConnectors.DOWN)) {
            throw new TidegateException(ErrorCode.KAFKA_UNREACHABLE, "nobody answers");
        }
    }

    @Override
    public boolean sends(TableVersion table) {
        return table.hasHandleKey() || config().keylessTables() == KeylessTables.REPLICATED;
    }

    @Override
    public List<TableRoute> routes(List<TableVersion> tables) {
        return tables.stream()
                .map(table -> new TableRoute(table.name(), router().topic(table.name()), "default"))
                .toList();
    }

    @Override
    public StartPoint.AtPosition end() {
        return new StartPoint.AtPosition("tso", Long.toUnsignedString(currentTs()));
    }

    @Override
    public long currentTs() {
        return new ScriptedSource(cluster, settings()).currentTs();
    }

    @Override
    public Optional<Retention> retention(String position) {
        return Optional.empty();
    }

    @Override
    public List<MessageView> messages(String topic, int count) {
        List<MessageView> views = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<String> messages = broker.messages(topic, partition);
            for (int offset = Math.max(0, messages.size() - count); offset < messages.size(); offset++) {
                views.add(new MessageView(partition, offset, Instant.EPOCH, null, messages.get(offset)));
            }
        }
        return views.subList(Math.max(0, views.size() - count), views.size());
    }

    @Override
    public SortedSet<String> topics() {
        SortedSet<String> topics = new TreeSet<>();
        topics.add(config().kafka().defaultTopic());
        tables().forEach(table -> topics.add(router().topic(table.name())));
        return topics;
    }

    @Override
    public FeedParts parts(CheckpointStore checkpoints) {
        return new FeedParts(
                new ScriptedSource(cluster, settings()),
                router(),
                limits -> new CanalJsonEncoder((CanalJsonConfig) config().format(), limits, () -> 0),
                () -> new MemorySink(broker, 1, PARTITIONS),
                checkpoints);
    }

    @Override
    public FeedSettings settings(long targetTs) {
        return new FeedSettings(plan.id(), true, targetTs);
    }

    private SourceSettings settings() {
        return new SourceSettings(plan.id(), filter(), plan.timeZone(), true);
    }

    private TableFilter filter() {
        return TableFilter.of(config().filter().rules(), config().caseSensitive());
    }

    private DispatchRouter router() {
        return DispatchRouter.of(
                config().dispatchRules(), config().kafka().defaultTopic(), config().caseSensitive(), false);
    }

    private ResolvedConfig config() {
        return plan.config();
    }
}

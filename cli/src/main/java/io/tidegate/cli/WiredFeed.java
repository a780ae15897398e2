package io.tidegate.cli;

import io.tidegate.check.Check;
import io.tidegate.checkpoint.CheckpointStore;
import io.tidegate.feed.FeedParts;
import io.tidegate.feed.FeedSettings;
import io.tidegate.kafka.BrokerChecks;
import io.tidegate.kafka.TopicPeek;
import io.tidegate.model.TableVersion;
import io.tidegate.route.DispatchRouter;
import io.tidegate.route.RuleMatch;
import io.tidegate.server.FeedConnector;
import io.tidegate.server.FeedPlan;
import io.tidegate.server.MessageView;
import io.tidegate.server.TableRoute;
import io.tidegate.sink.Sink;
import io.tidegate.source.Retention;
import io.tidegate.source.Source;
import io.tidegate.source.StartPoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The two ends of a changefeed of a server, as {@link Wiring} joins them. */
final class WiredFeed implements FeedConnector {
    private final FeedPlan plan;
    private final Wiring wiring;
    // Looks without being taken for the changefeed itself, which may be running.
    private final Source source;

    WiredFeed(FeedPlan plan, Wiring wiring) {
        this.plan = plan;
        this.wiring = wiring;
        this.source = wiring.onlookingSource(plan.source());
    }

    @Override
    public List<TableVersion> tables() {
        return source.tables();
    }

    @Override
    public List<Check> checkSource(StartPoint start) {
        return source.check(start);
    }

    @Override
    public List<Check> checkRules(List<TableVersion> tables) {
        return RuleChecks.of(wiring, tables);
    }

    @Override
    public List<Check> checkSink(Collection<TableVersion> tables) {
        SortedSet<String> topics = topics(tables);
        List<Check> checks = new ArrayList<>();
        try (Sink sink = wiring.onlookingSink()) {
            checks.addAll(sink.check(topics));
        }
        checks.addAll(wiring.formatChecks(topics));
        return checks;
    }

    @Override
    public OptionalInt checkBrokers(Consumer<Check> found) {
        return BrokerChecks.run(plan.config().kafka(), found);
    }

    @Override
    public void requireSink() {
        wiring.requireFormat();
        try (Sink sink = wiring.sink()) {
            sink.start();
        }
    }

    @Override
    public boolean sends(TableVersion table) {
        return wiring.changeFilter().accepts(table);
    }

    @Override
    public List<TableRoute> routes(List<TableVersion> tables) {
        DispatchRouter router = wiring.router();
        return tables.stream()
                .map(table -> {
                    RuleMatch match = router.describe(table.name());
                    return new TableRoute(table.name(), match.topic(), match.toString());
                })
                .toList();
    }

    @Override
    public StartPoint.AtPosition end() {
        return source.end();
    }

    @Override
    public SortedSet<String> topics() {
        return topics(source.tables());
    }

    @Override
    public long currentTs() {
        return source.currentTs();
    }

    @Override
    public Optional<Retention> retention(String position) {
        return source.retention(position);
    }

    @Override
    public List<MessageView> messages(String topic, int count) {
        PeekFormat format = PeekFormat.of(plan.config().format());
        return TopicPeek.latest(plan.config().kafka(), topic, count).stream()
                .map(message -> new MessageView(
                        message.partition(),
                        message.offset(),
                        Instant.ofEpochMilli(message.timestamp()),
                        text(message.key()),
                        message.value() == null ? null : format.text(message)))
                .toList();
    }

    @Override
    public FeedParts parts(CheckpointStore checkpoints) {
        return wiring.parts(plan.source(), checkpoints);
    }

    @Override
    public FeedSettings settings(long targetTs) {
        return wiring.settings(targetTs);
    }

    private SortedSet<String> topics(Collection<TableVersion> tables) {
        SortedSet<String> topics = new TreeSet<>(wiring.fixedTopics());
        DispatchRouter router = wiring.router();
        tables.forEach(table -> topics.add(router.topic(table.name())));
        return topics;
    }

    private static @Nullable String text(byte @Nullable [] key) {
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }
}

package io.tidegate.cli;

import io.tidegate.check.Check;
import io.tidegate.checkpoint.CheckpointStore;
import io.tidegate.config.AvroConfig;
import io.tidegate.config.CanalJsonConfig;
import io.tidegate.config.DebeziumConfig;
import io.tidegate.config.FormatConfig;
import io.tidegate.config.KeylessTables;
import io.tidegate.config.OpenProtocolConfig;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SimpleConfig;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.encode.TracedEncoder;
import io.tidegate.encode.avro.AvroEncoder;
import io.tidegate.encode.avro.PromptRegistry;
import io.tidegate.encode.canaljson.CanalJsonEncoder;
import io.tidegate.encode.canaljson.KeyedCanalJsonEncoder;
import io.tidegate.encode.debezium.DebeziumEncoder;
import io.tidegate.encode.large.LargeRowPolicy;
import io.tidegate.encode.openprotocol.OpenProtocolEncoder;
import io.tidegate.encode.simple.SimpleEncoder;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.FeedParts;
import io.tidegate.feed.FeedSettings;
import io.tidegate.filter.ChangeFilter;
import io.tidegate.filter.ColumnSelectors;
import io.tidegate.filter.EventFilters;
import io.tidegate.filter.IgnoredStartTs;
import io.tidegate.filter.TableFilter;
import io.tidegate.kafka.FeedIdentity;
import io.tidegate.kafka.KafkaSink;
import io.tidegate.kafka.TransactionalKafkaSink;
import io.tidegate.kafka.registry.HttpRegistry;
import io.tidegate.kafka.registry.RegistryChecks;
import io.tidegate.mysql.MysqlSource;
import io.tidegate.route.DispatchRouter;
import io.tidegate.sink.Sink;
import io.tidegate.source.Source;
import io.tidegate.source.SourceSettings;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Which class plays which part: from what a user wrote to the rooms a changefeed walks through. */
final class Wiring {
    /** Stands for the server in the name of a changefeed that runs without one. */
    private static final String NO_SERVER = "local";

    private static final String ONLOOKER = "look";

    private final String changefeed;
    // As the source knows it.
    private final String reader;
    private final ResolvedConfig config;
    private final ZoneId timeZone;
    private final InstantSource clock = InstantSource.system();
    private final FeedIdentity identity;

    /** A changefeed that runs without a server. */
    Wiring(String changefeed, ResolvedConfig config, ZoneId timeZone) {
        this(NO_SERVER, changefeed, changefeed, config, timeZone);
    }

    /**
     * A changefeed of a server.
     *
     * @param server by which the server is told from others that have changefeeds of the same name
     */
    static Wiring ofServer(String server, String changefeed, ResolvedConfig config, ZoneId timeZone) {
        return new Wiring(server, changefeed, server + "-" + changefeed, config, timeZone);
    }

    private Wiring(String server, String changefeed, String reader, ResolvedConfig config, ZoneId timeZone) {
        this.changefeed = changefeed;
        this.reader = reader;
        this.config = config;
        this.timeZone = timeZone;
        this.identity = new FeedIdentity(server, changefeed, clock);
    }

    /** Everything a changefeed needs. */
    FeedParts parts(SourceEndpoint endpoint, CheckpointStore checkpoints) {
        return new FeedParts(
                source(endpoint),
                changeFilter(),
                router(),
                limits -> encoder(endpoint.kind(), limits),
                this::sink,
                checkpoints);
    }

    /** What the engine must know. */
    FeedSettings settings(long targetTs) {
        return new FeedSettings(changefeed, splitsKeyUpdates(), targetTs, config.deadLetter(), config.delivery());
    }

    /** The topics that messages go to whatever the tables are. */
    List<String> fixedTopics() {
        String defaultTopic = config.kafka().defaultTopic();
        return config.deadLetter() == null
                ? List.of(defaultTopic)
                : List.of(defaultTopic, config.deadLetter().topic());
    }

    /** The source as the changefeed reads it; a source lets only one read under a name. */
    Source source(SourceEndpoint endpoint) {
        return source(endpoint, reader);
    }

    /** The same source for a look at it while the changefeed may be running. */
    Source onlookingSource(SourceEndpoint endpoint) {
        return source(endpoint, ONLOOKER + "-" + UUID.randomUUID());
    }

    private Source source(SourceEndpoint endpoint, String name) {
        requireStartTs(endpoint);
        return new MysqlSource(
                endpoint,
                new SourceSettings(
                        name,
                        tableFilter(),
                        timeZone,
                        splitsKeyUpdates(),
                        config.filter().ignoredTransactions()),
                clock);
    }

    private void requireStartTs(SourceEndpoint endpoint) {
        if (!config.filter().ignoredStartTs().isEmpty() && endpoint.kind() != SourceKind.TIDB) {
            throw new TidegateException(
                            ErrorCode.REPLICA_CONFIG_INVALID,
                            "filter.ignore-txn-start-ts: transactions of MySQL and MariaDB have no start-ts")
                    .withRemedy("Name them in tidegate.filter.ignore-transactions by GTID or position instead.");
        }
    }

    /** The sink as the changefeed sends to it; with exactly-once, starting it ends the transactions of whoever had it. */
    Sink sink() {
        return sink(identity);
    }

    /** The same sink for checks while the changefeed may be running: they begin transactions, under a name of their own. */
    Sink onlookingSink() {
        return sink(new FeedIdentity(NO_SERVER, ONLOOKER, clock));
    }

    private Sink sink(FeedIdentity as) {
        return config.delivery().exactlyOnce()
                ? new TransactionalKafkaSink(config.kafka(), config.delivery(), as, changefeed)
                : new KafkaSink(config.kafka(), changefeed);
    }

    DispatchRouter router() {
        return DispatchRouter.of(
                config.dispatchRules(),
                config.kafka().defaultTopic(),
                config.caseSensitive(),
                config.format() instanceof AvroConfig);
    }

    /** Whether what the format needs besides Kafka is there. */
    void requireFormat() {
        if (config.format() instanceof AvroConfig avro) {
            new HttpRegistry(avro.registry()).requireReachable();
        }
    }

    /** What must hold of what the format needs besides Kafka. */
    List<Check> formatChecks(Collection<String> topics) {
        return config.format() instanceof AvroConfig avro
                ? RegistryChecks.run(avro.registry(), topics)
                : ClaimCheckChecks.of(config.format());
    }

    boolean splitsKeyUpdates() {
        return !config.outputRawChangeEvent();
    }

    /** What is left out of the tables that match. */
    ChangeFilter changeFilter() {
        boolean keylessTables = config.keylessTables() == KeylessTables.REPLICATED;
        return new ChangeFilter(
                EventFilters.of(config.filter().eventFilters(), config.caseSensitive()),
                ColumnSelectors.of(config.columnSelectors(), config.caseSensitive(), keylessTables),
                keylessTables,
                IgnoredStartTs.of(config.filter().ignoredStartTs()));
    }

    /** Whether the format has no messages for tables without a valid key. */
    boolean needsKeys() {
        return config.format() instanceof AvroConfig;
    }

    KeylessTables keylessTables() {
        return config.keylessTables();
    }

    private TableFilter tableFilter() {
        return TableFilter.of(config.filter().rules(), config.caseSensitive());
    }

    private Encoder encoder(SourceKind source, MessageLimits limits) {
        Encoder encoder = format(config.format(), source, limits);
        return config.message().headers() ? new TracedEncoder(encoder) : encoder;
    }

    private Encoder format(FormatConfig format, SourceKind source, MessageLimits limits) {
        if (format instanceof CanalJsonConfig canalJson) {
            LargeRowPolicy large = LargeRowPolicy.open(canalJson.large(), UUID::randomUUID);
            return config.message().handleKey()
                    ? new KeyedCanalJsonEncoder(canalJson, limits, large, clock::millis)
                    : new CanalJsonEncoder(canalJson, limits, large, clock::millis);
        }
        if (format instanceof SimpleConfig simple) {
            return new SimpleEncoder(
                    simple, limits, LargeRowPolicy.open(simple.large(), UUID::randomUUID), timeZone, clock::millis);
        }
        if (format instanceof DebeziumConfig debezium) {
            LargeRowPolicy large = LargeRowPolicy.open(debezium.large(), UUID::randomUUID);
            return new DebeziumEncoder(debezium, connector(source), limits, large, clock::millis);
        }
        if (format instanceof OpenProtocolConfig openProtocol) {
            return new OpenProtocolEncoder(
                    openProtocol, limits, LargeRowPolicy.open(openProtocol.large(), UUID::randomUUID));
        }
        if (format instanceof AvroConfig avro) {
            HttpRegistry registry = new HttpRegistry(avro.registry());
            registry.requireReachable();
            // No worker that all changefeeds share waits for a registry.
            return new AvroEncoder(avro, limits, new PromptRegistry(registry));
        }
        throw new IllegalStateException("no encoder for " + format.protocol());
    }

    /** What Debezium calls the connector of a kind of source. */
    private static String connector(SourceKind source) {
        return switch (source) {
            case TIDB -> DebeziumEncoder.TIDB_CONNECTOR;
            case MYSQL -> "mysql";
            case MARIADB -> "mariadb";
        };
    }
}

package io.tidegate.cli;

import io.tidegate.check.Check;
import io.tidegate.check.Check.Status;
import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SinkUri;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.Changefeed;
import io.tidegate.feed.FeedParts;
import io.tidegate.feed.FeedRuntime;
import io.tidegate.feed.FeedSettings;
import io.tidegate.feed.FeedStatus;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.kafka.KafkaSink;
import io.tidegate.source.Source;
import io.tidegate.source.StartPoint;
import io.tidegate.state.StateStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Runs one changefeed in this process until it is told to stop (SIGTERM, which drains it), reaches {@code --until} or
 * fails. Its progress lives in the data directory: started again it goes on there.
 */
@Command(
        name = "run",
        description = "Runs one changefeed in the foreground.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  tidegate run --source mariadb://cdc@127.0.0.1:3306/ \\",
            "    --sink-uri 'kafka://127.0.0.1:9092/cdc?protocol=canal-json&enable-tidb-extension=true'"
        })
final class RunCommand implements Callable<Integer> {
    private static final Duration LOOK = Duration.ofMillis(200);

    @Mixin
    private FeedOptions options = new FeedOptions();

    @Option(
            names = "--start",
            paramLabel = "WHERE",
            description = "Where a new changefeed begins: " + StartOption.FORMS + " (default: now).")
    private @Nullable String start;

    @Option(
            names = "--until",
            paramLabel = "WHEN",
            description = "Ends after everything up to now or up to this commit-ts is delivered.")
    private @Nullable String until;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where the progress is kept (default: ${DEFAULT-VALUE}).",
            defaultValue = "tidegate-data")
    private Path dataDir = Path.of("tidegate-data");

    @Option(names = "--reset", description = "Forgets the stored progress and begins at --start.")
    private boolean reset;

    @Option(
            names = "--metrics-listen",
            paramLabel = "HOST:PORT",
            description = "Serves Prometheus metrics at /metrics on this address.")
    private @Nullable String metricsListen;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws InterruptedException {
        SourceEndpoint endpoint = options.requiredEndpoint();
        ResolvedConfig config = options.requiredConfig();
        ZoneId wantedZone = options.zone();
        StartPoint from = StartOption.parse(start == null ? "now" : start, zoneOr(wantedZone));
        PrintWriter err = spec.commandLine().getErr();
        FeedOptions.warn(err, config.warnings());
        try (StateStore store = StateStore.open(dataDir, InstantSource.system())) {
            StoredFeed feed = StoredFeed.find(
                    store,
                    FeedDefinition.of(endpoint, zoneOr(wantedZone), SinkUri.mask(String.valueOf(options.sinkUri))),
                    wantedZone != null,
                    reset);
            feed.checkpoint().ifPresent(this::requireNoOtherStart);
            Wiring wiring = new Wiring(feed.name(), config, feed.definition().zone());
            FeedParts parts = wiring.parts(endpoint, store);
            if (feed.checkpoint().isEmpty()) {
                requireChecks(parts.source().check(from), err);
                requireSink(wiring);
                feed.createIn(store);
            }
            FeedSettings settings = new FeedSettings(feed.name(), wiring.splitsKeyUpdates(), target(parts.source()));
            return run(settings, parts, from);
        }
    }

    private int run(FeedSettings settings, FeedParts parts, StartPoint from) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        try (FeedRuntime runtime = FeedRuntime.forThisMachine();
                Changefeed feed = Changefeed.start(runtime, settings, parts, from, InstantSource.system());
                TerminationSignal termination = TerminationSignal.install();
                MetricsEndpoint metrics = MetricsEndpoint.open(metricsListen, feed)) {
            metrics.announce(err);
            boolean announced = false;
            while (!feed.awaitEnd(LOOK) && !termination.received()) {
                if (!announced && feed.status().state() == State.RUNNING) {
                    announced = true;
                    err.println("running changefeed " + feed.name() + " from "
                            + feed.status().position());
                    err.flush();
                }
            }
            feed.stop();
            return report(feed.status(), err);
        }
    }

    private static int report(FeedStatus status, PrintWriter err) {
        TidegateException error = status.error();
        if (status.state() == State.FAILED && error != null) {
            throw error;
        }
        err.println((status.state() == State.FINISHED ? "finished" : "stopped") + " at commit-ts "
                + Long.toUnsignedString(status.checkpointTs()) + " after " + status.sentRecords()
                + " messages; position "
                + status.position());
        err.flush();
        return 0;
    }

    private void requireNoOtherStart(Checkpoint stored) {
        if (start != null) {
            throw new TidegateException(
                    ErrorCode.START_CONFLICT,
                    "--start=" + start + ", stored is commit-ts " + Long.toUnsignedString(stored.checkpointTs())
                            + " at " + stored.position());
        }
    }

    /** Kafka must be there before a new changefeed is stored: with --reset that gives an older one up. */
    private static void requireSink(Wiring wiring) {
        try (KafkaSink sink = wiring.sink()) {
            sink.start();
        }
    }

    private static void requireChecks(List<Check> checks, PrintWriter err) {
        for (Check check : checks) {
            if (check.status() == Status.WARN) {
                err.println("warning " + check.code() + " " + check.subject() + ": " + check.text());
            }
        }
        err.flush();
        List<Check> failed =
                checks.stream().filter(check -> check.status() == Status.FAIL).toList();
        if (!failed.isEmpty()) {
            throw failure(failed.get(0), failed.size() - 1);
        }
    }

    /** A check that met an error of the catalogue fails like that error, any other one as a failed check. */
    private static TidegateException failure(Check check, int others) {
        String more = others > 0 ? " (and " + others + " more; see tidegate check)" : "";
        Optional<ErrorCode> known = ErrorCode.of(check.code());
        ErrorCode code = known.orElse(ErrorCode.CHECK_FAILED);
        String summary = code.summary() + ": ";
        String detail = known.isEmpty()
                ? check.code() + " " + check.subject() + ": " + check.text()
                : check.text().startsWith(summary) ? check.text().substring(summary.length()) : check.text();
        return new TidegateException(code, detail + more)
                .withRemedy(check.remedy() == null ? code.remedy() : check.remedy());
    }

    private long target(Source source) {
        if (until == null) {
            return FeedSettings.NO_TARGET;
        }
        return until.equals("now") ? source.currentTs() : StartOption.tso("--until", until);
    }

    private static ZoneId zoneOr(@Nullable ZoneId wanted) {
        return wanted == null ? ZoneId.systemDefault() : wanted;
    }
}

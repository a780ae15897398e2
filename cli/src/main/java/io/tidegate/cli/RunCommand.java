package io.tidegate.cli;

import io.tidegate.check.Check;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SinkUri;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.error.TidegateException;
import io.tidegate.feed.Changefeed;
import io.tidegate.feed.FeedStatus;
import io.tidegate.feed.FeedStatus.State;
import io.tidegate.source.StartText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
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
            description = "Where a new changefeed begins: " + StartText.FORMS + " (default: now).")
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
        PrintWriter err = spec.commandLine().getErr();
        FeedRequest request = request();
        FeedOptions.warn(err, request.config().warnings());
        try (TerminationSignal termination = TerminationSignal.install();
                LocalFeed local = LocalFeed.start(request, check -> warn(err, check));
                MetricsEndpoint metrics = metricsListen == null ? null : MetricsEndpoint.open(metricsListen, local)) {
            if (metrics != null) {
                metrics.announce(err);
            }
            Changefeed feed = local.changefeed();
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

    private FeedRequest request() {
        SourceEndpoint endpoint = options.requiredEndpoint();
        ResolvedConfig config = options.requiredConfig();
        ZoneId zone = options.zone();
        return new FeedRequest(
                endpoint,
                config,
                SinkUri.mask(String.valueOf(options.sinkUri)),
                zone,
                dataDir,
                start == null ? null : StartText.OF_COMMAND.parse(start, zone == null ? ZoneId.systemDefault() : zone),
                until,
                reset);
    }

    private static int report(FeedStatus status, PrintWriter err) {
        TidegateException error = status.error();
        if (status.state() == State.FAILED && error != null) {
            throw error;
        }
        err.println((status.state() == State.FINISHED ? "finished" : "stopped") + " at commit-ts "
                + Long.toUnsignedString(status.checkpointTs()) + " after " + status.sentRows()
                + " rows in " + status.sentRecords() + " messages; position "
                + status.position()
                + (status.deadLetters() == 0
                        ? ""
                        : "; " + status.deadLetters() + " rows went to the dead-letter topic"));
        err.flush();
        return 0;
    }

    private static void warn(PrintWriter err, Check check) {
        err.println("warning " + check.code() + " " + check.subject() + ": " + check.text());
        err.flush();
    }
}

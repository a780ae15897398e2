package io.tidegate.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.check.Check;
import io.tidegate.check.Check.Status;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableVersion;
import io.tidegate.sink.Sink;
import io.tidegate.source.Source;
import io.tidegate.source.StartPoint;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Looks at both ends of a changefeed before it is started. */
@Command(
        name = "check",
        description = "Checks the source, Kafka, or both: lines PASS, WARN or FAIL, with a remedy under each FAIL."
                + " Exit status 3 if anything fails.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    enum Output {
        TEXT,
        JSON
    }

    @Mixin
    private FeedOptions options = new FeedOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text or json.")
    private Output output = Output.TEXT;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        SourceEndpoint endpoint = options.endpoint();
        ResolvedConfig config = options.resolved();
        if (endpoint == null && config == null) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "neither --source nor --sink-uri is given");
        }
        PrintWriter err = spec.commandLine().getErr();
        if (config != null) {
            FeedOptions.warn(err, config.warnings());
        }
        List<Check> checks = run(endpoint, config);
        print(checks, spec.commandLine().getOut());
        return checks.stream().anyMatch(check -> check.status() == Status.FAIL)
                ? ErrorCode.CHECK_FAILED.kind().exitStatus()
                : 0;
    }

    /** The checks of a source, of a sink, or of both. */
    static List<Check> run(@Nullable SourceEndpoint endpoint, @Nullable ResolvedConfig config) {
        List<Check> checks = new ArrayList<>();
        Set<String> topics = new TreeSet<>();
        ResolvedConfig settings = config == null ? FeedDefaults.config() : config;
        Wiring wiring = new Wiring("check", settings, ZoneId.systemDefault());
        if (endpoint != null) {
            Source source = wiring.source(endpoint);
            List<Check> found = source.check(new StartPoint.Now());
            checks.addAll(found);
            if (config != null && found.stream().noneMatch(check -> check.status() == Status.FAIL)) {
                List<TableVersion> tables = source.tables();
                checks.addAll(RuleChecks.of(wiring, tables));
                for (TableVersion table : tables) {
                    topics.add(wiring.router().topic(table.name()));
                }
            }
        }
        if (config != null) {
            topics.addAll(wiring.fixedTopics());
            try (Sink sink = wiring.sink()) {
                checks.addAll(sink.check(topics));
                checks.addAll(wiring.formatChecks(topics));
            }
        }
        return checks;
    }

    private void print(List<Check> checks, PrintWriter out) throws IOException {
        if (output == Output.JSON) {
            out.println(json(checks));
        } else {
            for (Check check : checks) {
                out.println(check.status() + " " + check.code() + " " + check.subject() + ": " + check.text());
                if (check.status() != Status.PASS && check.remedy() != null) {
                    out.println("  remedy: " + check.remedy());
                }
            }
        }
        out.flush();
    }

    private static String json(List<Check> checks) throws IOException {
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ArrayNode list = mapper.createArrayNode();
        for (Check check : checks) {
            ObjectNode node = list.addObject();
            node.put("status", check.status().name());
            node.put("code", check.code());
            node.put("subject", check.subject());
            node.put("text", check.text());
            node.put("remedy", check.remedy());
        }
        return mapper.writeValueAsString(list);
    }
}

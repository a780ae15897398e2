package io.tidegate.cli;

import io.tidegate.check.Check;
import io.tidegate.config.ResolvedConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.filter.ChangeFilter;
import io.tidegate.model.TableVersion;
import io.tidegate.route.DispatchRouter;
import io.tidegate.route.RuleMatch;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows where the rows of each table would go, without touching Kafka. */
@Command(
        name = "route",
        description = "Prints schema.table, topic, number of partitions and rule of every table that is replicated.",
        mixinStandardHelpOptions = true)
final class RouteCommand implements Callable<Integer> {
    @Mixin
    private FeedOptions options = new FeedOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ResolvedConfig config = options.requiredConfig();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        FeedOptions.warn(err, config.warnings());
        Wiring wiring = new Wiring("route", config, ZoneId.systemDefault());
        List<TableVersion> tables = wiring.source(options.requiredEndpoint()).tables();
        DispatchRouter router = wiring.router();
        ChangeFilter filter = wiring.changeFilter();
        List<Check> checks = RuleChecks.of(wiring, tables);
        checks.forEach(check -> report(check, err));
        OptionalInt partitions = config.kafka().partitionNum();
        for (TableVersion table : tables.stream().filter(filter::accepts).toList()) {
            RuleMatch match = router.describe(table.name());
            out.println(table.name() + " " + match.topic() + " "
                    + (partitions.isPresent() ? Integer.toString(partitions.getAsInt()) : "-") + " " + match);
        }
        if (tables.isEmpty()) {
            err.println("warning no table matches the filter rules "
                    + config.filter().rules());
        }
        out.flush();
        err.flush();
        return checks.stream()
                .filter(check -> check.status() == Check.Status.FAIL)
                .map(check -> ErrorCode.of(check.code()).orElse(ErrorCode.CHECK_FAILED))
                .map(code -> code.kind().exitStatus())
                .findFirst()
                .orElse(CommandLine.ExitCode.OK);
    }

    private static void report(Check check, PrintWriter err) {
        switch (check.status()) {
            case PASS -> {}
            case WARN -> err.println("warning " + check.text());
            case FAIL -> {
                err.println("error " + check.code() + ": " + check.text());
                err.println("remedy: " + check.remedy());
            }
        }
    }
}

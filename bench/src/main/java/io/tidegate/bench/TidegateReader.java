package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The product as its users start it, {@code tidegate run}.
 *
 * @param name in the result
 * @param format of its messages
 * @param exactlyOnce whether it writes in transactions
 * @param jvmFlags of its process
 */
record TidegateReader(String name, TidegateFormat format, boolean exactlyOnce, List<String> jvmFlags)
        implements Reader {
    /** What the launcher gives. */
    static final List<String> LAUNCHER_FLAGS = List.of("-Xmx512m", "-XX:+UseSerialGC");

    @Override
    public String topic(String runName) {
        // The subjects of Avro need a topic for each table.
        return needsRegistry() ? runName + "_" + Backlog.SCHEMA + "_" + Backlog.TABLE : runName;
    }

    @Override
    public boolean messagePerRow() {
        // Transactions have marks of their own among the messages.
        return format.messagePerRow() && !exactlyOnce;
    }

    @Override
    public boolean needsRegistry() {
        return format == TidegateFormat.AVRO;
    }

    @Override
    public String settings() {
        return format.shown() + (exactlyOnce ? ", exactly once" : "") + ", " + String.join(" ", jvmFlags);
    }

    @Override
    public List<String> command(Site site, String runName, Path directory) throws IOException {
        Path config = Files.writeString(directory.resolve("feed.toml"), config(site, runName));
        Backlog backlog = site.backlog();
        List<String> command = new ArrayList<>();
        command.add(Machine.java());
        command.addAll(jvmFlags);
        command.addAll(List.of(
                "-cp",
                site.classPath(),
                "io.tidegate.cli.Main",
                "run",
                "--source",
                "mariadb://" + site.database().adminUser() + "@127.0.0.1:"
                        + site.database().port() + "/?tls=disabled",
                "--sink-uri",
                "kafka://" + site.broker() + "/" + runName + "?" + format.parameters() + "&compression="
                        + ProducerSettings.COMPRESSION,
                "--config",
                config.toString(),
                "--start",
                "binlog:" + backlog.file() + ":" + backlog.begin(),
                "--data-dir",
                directory.resolve("data").toString()));
        return command;
    }

    private String config(Site site, String runName) {
        String producer = "[tidegate.kafka]\n\"linger.ms\" = " + ProducerSettings.LINGER_MILLIS + "\n\"batch.size\" = "
                + ProducerSettings.BATCH_BYTES + "\n"
                + (exactlyOnce ? "[tidegate.delivery]\nguarantee = \"exactly-once\"\n" : "");
        String avro = """
                [sink]
                schema-registry = "%s"
                [[sink.dispatchers]]
                matcher = ["*.*"]
                topic = "%s_{schema}_{table}"
                """;
        return needsRegistry() ? producer + avro.formatted(site.registry(), runName) : producer;
    }

    @Override
    public Map<String, String> environment(Site site) {
        return Map.of("TIDEGATE_SOURCE_PASSWORD", site.database().adminPassword());
    }
}

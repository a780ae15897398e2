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
 * @param jvmFlags of its process
 */
record TidegateReader(String name, List<String> jvmFlags) implements Reader {
    /** What the launcher gives. */
    static final List<String> LAUNCHER_FLAGS = List.of("-Xmx512m", "-XX:+UseSerialGC");

    @Override
    public String topic(String runName) {
        return runName;
    }

    @Override
    public String settings() {
        return "canal-json, " + String.join(" ", jvmFlags);
    }

    @Override
    public List<String> command(Site site, String runName, Path directory) throws IOException {
        Path config = Files.writeString(
                directory.resolve("feed.toml"),
                "[tidegate.kafka]\n\"linger.ms\" = " + ProducerSettings.LINGER_MILLIS + "\n\"batch.size\" = "
                        + ProducerSettings.BATCH_BYTES + "\n");
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
                "kafka://" + site.broker() + "/" + topic(runName) + "?protocol=canal-json&compression="
                        + ProducerSettings.COMPRESSION,
                "--config",
                config.toString(),
                "--start",
                "binlog:" + backlog.file() + ":" + backlog.begin(),
                "--data-dir",
                directory.resolve("data").toString()));
        return command;
    }

    @Override
    public Map<String, String> environment(Site site) {
        return Map.of("TIDEGATE_SOURCE_PASSWORD", site.database().adminPassword());
    }
}

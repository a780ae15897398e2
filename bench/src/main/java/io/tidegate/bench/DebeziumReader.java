package io.tidegate.bench;

import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.embedded.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Debezium's MariaDB connector in Kafka Connect standalone, with the settings that are known to be its best: large
 * batches and queues, JSON without schemas, no data of a snapshot, a schema history in memory.
 *
 * @param libraries directory with its jars, apart from ours
 */
record DebeziumReader(Path libraries) implements Reader {
    static final String NAME = "debezium";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String topic(String runName) {
        return runName + "." + Backlog.SCHEMA + "." + Backlog.TABLE;
    }

    @Override
    public String settings() {
        return "3.5.0.Final, MariaDB connector in Connect standalone 4.3.1, JSON without schemas, max.batch.size 8192,"
                + " max.queue.size 32768, -Xmx2g";
    }

    @Override
    public List<String> command(Site site, String runName, Path directory) throws IOException {
        Path worker = Files.writeString(directory.resolve("worker.properties"), worker(site, directory));
        Path connector = Files.writeString(directory.resolve("connector.properties"), connector(site, runName));
        return List.of(
                Machine.java(),
                "-Xmx2g",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                libraries + "/*",
                "org.apache.kafka.connect.cli.ConnectStandalone",
                worker.toString(),
                connector.toString());
    }

    private static String worker(Site site, Path directory) {
        return """
                bootstrap.servers=%s
                listeners=http://127.0.0.1:%d
                plugin.discovery=service_load
                key.converter=org.apache.kafka.connect.json.JsonConverter
                key.converter.schemas.enable=false
                value.converter=org.apache.kafka.connect.json.JsonConverter
                value.converter.schemas.enable=false
                offset.storage.file.filename=%s
                """.formatted(site.broker(), FreePort.next(), directory.resolve("offsets"))
                + ProducerSettings.lines("producer.");
    }

    private static String connector(Site site, String runName) {
        EmbeddedMariaDb database = site.database();
        return """
                name=%s
                connector.class=io.debezium.connector.mariadb.MariaDbConnector
                tasks.max=1
                topic.prefix=%s
                database.hostname=127.0.0.1
                database.port=%d
                database.user=%s
                database.password=%s
                database.ssl.mode=disable
                database.server.id=%d
                database.include.list=%s
                schema.history.internal=io.debezium.relational.history.MemorySchemaHistory
                include.schema.changes=false
                provide.transaction.metadata=false
                tombstones.on.delete=false
                max.batch.size=8192
                max.queue.size=32768
                poll.interval.ms=10
                snapshot.mode=configuration_based
                snapshot.mode.configuration.based.snapshot.data=false
                snapshot.mode.configuration.based.snapshot.schema=false
                snapshot.mode.configuration.based.start.stream=true
                """.formatted(
                        runName,
                        runName,
                        database.port(),
                        database.adminUser(),
                        database.adminPassword(),
                        5_000_000 + Math.floorMod(runName.hashCode(), 1_000_000),
                        Backlog.SCHEMA);
    }
}

package io.tidegate.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.Main;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.testkit.ledger.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database and a broker for a test class, started before its tests and closed behind them, and changefeeds between them. */
final class Site implements BeforeAllCallback, AfterAllCallback {
    private final EmbeddedMariaDb database = EmbeddedMariaDb.builder().build();
    private final EmbeddedKafka kafka = EmbeddedKafka.builder().build();

    @Override
    public void beforeAll(ExtensionContext context) {
        database.start();
        kafka.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        kafka.close();
        database.close();
    }

    EmbeddedMariaDb database() {
        return database;
    }

    /**
     * Runs a changefeed from a position of the log up to now.
     *
     * @param directory where its files and its data go
     * @param target the sink URI from the topic on
     * @param configuration the text of its file
     */
    void run(Path directory, String target, String configuration, String begin, String timeZone) throws IOException {
        int status = Main.run(
                "run",
                "--source=mariadb://" + database.adminUser() + "@127.0.0.1:" + database.port() + "/?tls=disabled",
                "--source-password-file=" + Files.writeString(directory.resolve("password"), database.adminPassword()),
                "--sink-uri=kafka://" + kafka.bootstrapServers() + "/" + target,
                "--config=" + Files.writeString(directory.resolve("feed.toml"), configuration),
                "--data-dir=" + directory.resolve("data"),
                "--tz=" + timeZone,
                "--start=binlog:" + begin,
                "--until=now");
        assertThat(status).isZero();
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return TopicReader.readAll(kafka.bootstrapServers(), topic);
    }
}

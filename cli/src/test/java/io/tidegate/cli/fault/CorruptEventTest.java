package io.tidegate.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.embedded.EmbeddedKafka;
import io.tidegate.embedded.EmbeddedMariaDb;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CorruptEventTest {
    private static final String POISON = "a bit of this is going to flip";
    private static final int DATA = 4;

    @Test
    void aDamagedEventStopsTheChangefeedAtTheLastGoodBoundary(@TempDir Path directory) throws Exception {
        try (EmbeddedMariaDb database = EmbeddedMariaDb.builder().build().start();
                EmbeddedKafka kafka = EmbeddedKafka.builder().build().start();
                Shop shop = new Shop(database, kafka.bootstrapServers(), "corrupt");
                BitFlippingProxy proxy = new BitFlippingProxy(database.port(), POISON)) {
            List<String> direct = shop.feedOptions(directory);
            List<String> damaged = new ArrayList<>(direct);
            damaged.set(damaged.indexOf("--source") + 1, shop.sourceUri(proxy.port()));
            try (FeedProcess feed = new FeedProcess(directory, damaged)) {
                feed.start();
                feed.awaitRunning();
                shop.startWriting(1, 7);
                shop.awaitRows(500);
                poison(shop);
                assertThat(feed.awaitEnd()).as(feed.printed()).isEqualTo(DATA);
                assertThat(feed.printed().lines().filter(line -> line.startsWith("error ")))
                        .singleElement()
                        .asString()
                        .startsWith("error TG:ErrEventCorrupt: ");
            }
            try (FeedProcess feed = new FeedProcess(directory, direct)) {
                Optional<Checkpoint> stored = feed.stored();
                assertThat(stored).isPresent();
                assertThat(shop.rowsBehind(stored.get().checkpointTs())).isZero();
                shop.declare(stored);
                feed.start();
                shop.awaitRecovery();
                shop.requireNothingLost();
                assertThat(feed.terminate()).isZero();
            }
        }
    }

    /** A row of a table that is none of the ledger's. */
    private static void poison(Shop shop) throws Exception {
        try (Connection connection = shop.database().connect(shop.name());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE poison (id INT PRIMARY KEY, text VARCHAR(100))");
            statement.execute("INSERT INTO poison VALUES (1, '" + POISON + "')");
        }
    }
}

package io.tidegate.cli.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.testkit.workload.ShopWorkload.Pace;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One server with fifty changefeeds of a quiet database and ten of a busy one, asked ten times a second how they
 * do: what it takes, and that neither its end nor its death loses anything. Prints what it measured.
 */
@Tag("soak")
@Timeout(value = 900, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ServerLoadTest {
    private static final int BUSY = 10;
    private static final int IDLE = 50;
    private static final int ROWS_PER_SECOND = 500;
    private static final long WARM_UP_SECONDS = 15;
    private static final long LOAD_SECONDS = 55;
    private static final long MOST_RESIDENT_BYTES = 1_200_000_000;
    private static final Duration RESTART = Duration.ofSeconds(60);
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path home;

    private final List<Shop> shops = new ArrayList<>();

    @Test
    void sixtyChangefeedsOfOneServerLoseNothingByItsEndAndItsDeath() throws Exception {
        try (FaultSite site = new FaultSite(home);
                EmbeddedMariaDb quiet = EmbeddedMariaDb.builder().build().start();
                ServerProcess server = new ServerProcess(
                        Files.createDirectories(home.resolve("server")), "max-changefeeds-per-cluster = 100\n")) {
            server.start();
            createAll(site, quiet, server);
            open();
            Load load = underLoad(server);
            System.out.println(load);

            server.kill();
            for (Shop shop : shops) {
                shop.declare(server.stored(shop.name()));
            }
            server.start();
            shops.forEach(shop -> shop.awaitRecovery(RESTART));

            long before = System.nanoTime();
            assertThat(server.terminate()).isZero();
            Duration shutdown = Duration.ofNanos(System.nanoTime() - before);
            System.out.println("shutdown took " + shutdown.toMillis() + " ms");
            for (Shop shop : shops) {
                Optional<Checkpoint> stored = server.stored(shop.name());
                shop.declare(stored);
            }
            server.start();
            for (Shop shop : shops) {
                shop.requireNothingLost();
            }
            assertThat(load.residentBytes()).isLessThan(MOST_RESIDENT_BYTES);
            assertThat(shutdown).isLessThan(SHUTDOWN);
            assertThat(load.rowsPerSecond()).isGreaterThan(BUSY * ROWS_PER_SECOND * 0.9);
        } finally {
            shops.forEach(Shop::close);
        }
    }

    /**
     * What was measured.
     *
     * @param rowsPerSecond rows delivered per second
     * @param residentBytes the most memory that the process had
     * @param cpuSeconds that the process used per second
     * @param p99Millis of the answers of the API
     */
    private record Load(double rowsPerSecond, long residentBytes, double cpuSeconds, double p99Millis, int answers) {
        @Override
        public String toString() {
            return "%d changefeeds, %.0f rows/s, at most %d MB resident, %.2f of a core, p99 of %d answers %.1f ms"
                    .formatted(BUSY + IDLE, rowsPerSecond, residentBytes / 1_000_000, cpuSeconds, answers, p99Millis);
        }
    }

    private void createAll(FaultSite site, EmbeddedMariaDb quiet, ServerProcess server) throws Exception {
        Shop first = site.newShop("");
        shops.add(first);
        register(server, "shop", site.database());
        register(server, "quiet", quiet);
        while (shops.size() < BUSY) {
            shops.add(site.newShop(""));
        }
        for (Shop shop : shops) {
            server.admin()
                    .json("POST", "/api/v2/changefeeds", request("shop", shop.name(), shop.sinkUri(), shop.name()));
        }
        for (int idle = 0; idle < IDLE; idle++) {
            server.admin()
                    .json(
                            "POST",
                            "/api/v2/changefeeds",
                            request("quiet", "idle-" + idle, first.sinkUri(), "nothing_" + idle));
        }
    }

    private static void register(ServerProcess server, String id, EmbeddedMariaDb database) {
        ObjectNode cluster = JSON.createObjectNode();
        cluster.put("id", id)
                .put("uri", "mariadb://" + database.adminUser() + "@127.0.0.1:" + database.port() + "/")
                .put("password", database.adminPassword());
        server.admin().json("POST", "/api/v2/tidegate/clusters", cluster.toString());
    }

    private static String request(String cluster, String id, String sinkUri, String schema) {
        ObjectNode request = JSON.createObjectNode();
        request.put("changefeed_id", id).put("sink_uri", sinkUri);
        ObjectNode config = request.putObject("replica_config");
        config.put("force_replicate", true);
        config.putObject("filter").putArray("rules").add(schema + ".*");
        ObjectNode dispatcher = config.putObject("sink").putArray("dispatchers").addObject();
        dispatcher.putArray("matcher").add(schema + ".*");
        dispatcher.put("topic", schema + "_{table}").put("partition", "index-value");
        request.putObject("tidegate").put("cluster", cluster).put("time_zone", "UTC");
        return request.toString();
    }

    private void open() {
        for (int shop = 0; shop < shops.size(); shop++) {
            // As an application that writes in batches, so that two cores have room for the databases, the broker and
            // us.
            shops.get(shop).startWriting(new Pace(1, 5, 42, 5, shop));
        }
    }

    /** Asks ten times a second for a while. */
    private Load underLoad(ServerProcess server) throws Exception {
        List<Double> millis = new ArrayList<>();
        ScheduledExecutorService client = Executors.newSingleThreadScheduledExecutor();
        long rowsBefore = rows();
        double cpuBefore = server.cpuSeconds();
        long begin = System.nanoTime();
        long resident = 0;
        try {
            ScheduledFuture<?> asking = client.scheduleAtFixedRate(
                    () -> millis.add(ask(server, millis.size())), WARM_UP_SECONDS * 1000, 100, TimeUnit.MILLISECONDS);
            while (System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(LOAD_SECONDS)) {
                shops.forEach(Shop::readTopics);
                resident = Math.max(resident, server.residentBytes());
                // Whoever counts must not take the machine from what is counted.
                TimeUnit.MILLISECONDS.sleep(1000);
                assertThat(asking.isDone()).isFalse();
            }
        } finally {
            client.shutdown();
            await().until(client::isTerminated);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double[] sorted =
                millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.println("answers: median %.1f ms, p90 %.1f ms, p95 %.1f ms"
                .formatted(
                        sorted[sorted.length / 2], sorted[sorted.length * 9 / 10], sorted[sorted.length * 95 / 100]));
        return new Load(
                (rows() - rowsBefore) / seconds,
                resident,
                (server.cpuSeconds() - cpuBefore) / seconds,
                sorted[sorted.length * 99 / 100],
                sorted.length);
    }

    private long rows() {
        return shops.stream().mapToLong(Shop::newestVersionRead).sum();
    }

    private static double ask(ServerProcess server, int number) {
        String path = number % 2 == 0 ? "/api/v2/changefeeds" : "/api/v2/changefeeds/shop1";
        long begin = System.nanoTime();
        HttpResponse<String> answer = server.admin().ask("GET", path, "");
        double millis = (System.nanoTime() - begin) / 1e6;
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return millis;
    }
}

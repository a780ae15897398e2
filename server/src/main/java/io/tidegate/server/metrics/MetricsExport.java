package io.tidegate.server.metrics;

import io.javalin.http.RequestLogger;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All metrics of a process as the text that Prometheus scrapes. What is shown of a changefeed is looked up at each scrape,
 * so that a changefeed which is gone leaves nothing behind.
 *
 * <p>The metrics of changefeeds are written by {@link Exposition} rather than through Micrometer, whose registry would end
 * the names of counters with {@code _total}, and TiCDC's do not.
 */
public final class MetricsExport implements AutoCloseable {
    private final Supplier<List<FeedFigures>> feeds;
    private final RetentionWatch retention;
    private final @Nullable Readiness readiness;
    private final InstantSource clock;
    private final ProcessMeters process = new ProcessMeters();

    /**
     * @param feeds the changefeeds there are; asked at each scrape, so it must not wait for anything
     * @param retained those that will need their checkpoint again; asked once a minute
     * @param readiness of the server; null if there is none
     * @param clock what time it is here
     */
    public MetricsExport(
            Supplier<List<FeedFigures>> feeds,
            Supplier<List<RetainedFeed>> retained,
            @Nullable Readiness readiness,
            InstantSource clock) {
        this.feeds = feeds;
        this.retention = new RetentionWatch(retained, clock);
        this.readiness = readiness;
        this.clock = clock;
    }

    /** Begins to ask the sources how long they keep their logs. */
    public void start() {
        retention.start();
    }

    /** Hears of each request that was answered. */
    public RequestLogger requests() {
        return new RequestDurations(process.registry());
    }

    /** Of {@link #text}. */
    public static String contentType() {
        return Exposition.CONTENT_TYPE;
    }

    /** Everything that is known now. */
    public String text() {
        Exposition out = new Exposition();
        Instant now = clock.instant();
        List<ScrapedFeed> scraped = feeds.get().stream()
                .map(feed -> new ScrapedFeed(feed, retention.of(feed.changefeed()), now))
                .toList();
        for (FeedReading reading : FeedReading.ALL) {
            out.begin(reading.metric());
            scraped.forEach(
                    feed -> reading.values().add(feed, (value, labels) -> out.sample(value, ofFeed(feed, labels))));
        }
        out.begin(ProcessMetrics.OWNERSHIP);
        out.sample(ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0);
        out.begin(ProcessMetrics.READY);
        out.sample(readiness == null ? Double.NaN : readiness.isReady() ? 1 : 0);
        return out.text() + process.text();
    }

    @Override
    public void close() {
        retention.close();
        process.close();
    }

    private static String[] ofFeed(ScrapedFeed feed, String... more) {
        String[] labels = new String[more.length + 2];
        labels[0] = "default";
        labels[1] = feed.figures().changefeed();
        System.arraycopy(more, 0, labels, 2, more.length);
        return labels;
    }
}

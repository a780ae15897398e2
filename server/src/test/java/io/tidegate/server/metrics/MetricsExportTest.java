package io.tidegate.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.feed.FeedActivity;
import io.tidegate.feed.FeedStatus;
import io.tidegate.server.changefeed.ChangefeedState;
import io.tidegate.server.changefeed.ErrorReport;
import io.tidegate.server.metrics.Scrape.Sample;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsExportTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    private final List<SampleFeed> feeds = new ArrayList<>();
    private final Readiness readiness = new Readiness(() -> {});
    private final MetricsExport export = new MetricsExport(
            () -> feeds.stream().map(SampleFeed::figures).toList(), List::of, readiness, InstantSource.fixed(NOW));

    @AfterEach
    void close() {
        export.close();
        readiness.close();
    }

    @Test
    void aChangefeedHasTicdcsNamesAndLabels() {
        feed("shop").at(NOW.minusMillis(2_500), NOW.minusMillis(500));
        Scrape scrape = scrape();
        assertThat(export.text())
                .contains("ticdc_owner_checkpoint_ts_lag{namespace=\"default\",changefeed=\"shop\"} 2.5\n")
                .contains("# TYPE ticdc_sink_dml_event_count counter\n");
        assertThat(scrape.value("ticdc_owner_status")).isZero();
        assertThat(scrape.value("ticdc_owner_checkpoint_ts")).isEqualTo((double) NOW.toEpochMilli() - 2_500);
        assertThat(scrape.value("ticdc_owner_resolved_ts_lag")).isEqualTo(0.5);
        assertThat(scrape.value("ticdc_sink_dml_event_count")).isEqualTo(5_000_000_000.0);
        assertThat(scrape.value("ticdc_sink_write_bytes_total")).isEqualTo(1_234);
        assertThat(scrape.value("ticdc_sink_ddl_exec_count")).isEqualTo(4);
        assertThat(scrape.value("ticdc_sink_execution_error")).isEqualTo(5);
        assertThat(scrape.value("tidegate_feed_dead_letters_total")).isEqualTo(3);
    }

    @Test
    void producersHaveTicdcsNamesAndLabelsAndNothingThatIsNotKnown() {
        feed("shop");
        Scrape scrape = scrape();
        assertThat(scrape.value("ticdc_sink_kafka_producer_request_rate", "broker", "1"))
                .isEqualTo(10.5);
        assertThat(scrape.value("ticdc_sink_kafka_producer_outgoing_byte_rate", "broker", "2"))
                .isEqualTo(2e6);
        assertThat(scrape.value("ticdc_sink_kafka_producer_compression_ratio", "type", "avg"))
                .isEqualTo(25);
        assertThat(scrape.find("ticdc_sink_kafka_producer_request_latency"))
                .singleElement()
                .satisfies(latency -> assertThat(latency.labels())
                        .containsEntry("broker", "1")
                        .containsEntry("type", "avg")
                        .containsEntry("namespace", "default"));
    }

    @Test
    void whereAFeedIsBehindIsShownByPartAndByTable() {
        SampleFeed feed = feed("shop").at(NOW.minusSeconds(2), NOW.minusSeconds(1));
        feed.oldestWaiting = NOW.minusMillis(700);
        Scrape scrape = scrape();
        assertThat(scrape.value("tidegate_feed_lag_seconds", "part", "source")).isEqualTo(1.5);
        assertThat(scrape.value("tidegate_feed_lag_seconds", "part", "queue")).isEqualTo(0.02);
        assertThat(scrape.value("tidegate_feed_lag_seconds", "part", "sink")).isEqualTo(0.3);
        assertThat(scrape.value("tidegate_feed_table_lag_seconds", "table", "shop.or\\\"der"))
                .isEqualTo(0.7);
        assertThat(scrape.value("tidegate_feed_table_lag_seconds", "table", "shop.item"))
                .isZero();
        assertThat(scrape.value("tidegate_feed_table_rows_total", "table", "shop.item"))
                .isEqualTo(9);
        assertThat(scrape.value("tidegate_feed_rows_per_second")).isEqualTo(812.5);
        assertThat(scrape.value("tidegate_feed_quota_rows_per_second")).isEqualTo(2_500);
        assertThat(scrape.value("tidegate_feed_throttled_seconds_total")).isEqualTo(4.25);
        assertThat(scrape.value("tidegate_feed_memory_bytes")).isEqualTo(1_000);
        assertThat(scrape.value("tidegate_feed_memory_limit_bytes")).isEqualTo(1_000_000);
    }

    @Test
    void nothingIsShownBeforeItIsKnown() {
        feed("new").in(ChangefeedState.CREATING, NOW);
        Scrape scrape = scrape();
        assertThat(scrape.value("ticdc_owner_status")).isEqualTo(7);
        assertThat(scrape.find("ticdc_owner_checkpoint_ts")).isEmpty();
        assertThat(scrape.find("ticdc_owner_checkpoint_ts_lag")).isEmpty();
        assertThat(scrape.find("ticdc_owner_resolved_ts_lag")).isEmpty();
        assertThat(scrape.find("tidegate_feed_lag_seconds")).isEmpty();
        assertThat(scrape.find("tidegate_source_purge_seconds")).isEmpty();
        assertThat(scrape.types).doesNotContainKey("ticdc_owner_checkpoint_ts_lag");
    }

    @Test
    void aRemovedChangefeedLeavesNothingBehind() {
        feed("stays");
        SampleFeed goes = feed("goes");
        assertThat(scrape().samples)
                .anyMatch(sample -> "goes".equals(sample.labels().get("changefeed")));
        feeds.remove(goes);
        assertThat(export.text()).contains("changefeed=\"stays\"").doesNotContain("goes");
    }

    @ParameterizedTest
    @CsvSource({
        "CREATING, 7, true",
        "RUNNING, 0, true",
        "RESUMING, 0, true",
        "WARNING, 6, true",
        "FAILED, 2, true",
        "EDITING, 3, false",
        "PAUSING, 3, false",
        "PAUSED, 3, false",
        "DELETING, 5, false",
        "FINISHED, 4, false"
    })
    void aStateHasTicdcsNumberAndALagOnlyIfTheFeedIsMeantToGoOn(ChangefeedState state, int number, boolean lags) {
        feed("shop").at(NOW.minusSeconds(60), NOW.minusSeconds(1)).in(state, NOW);
        Scrape scrape = scrape();
        assertThat(scrape.value("ticdc_owner_status")).isEqualTo(number);
        assertThat(scrape.find("ticdc_owner_checkpoint_ts")).hasSize(1);
        assertThat(scrape.find("ticdc_owner_checkpoint_ts_lag")).hasSize(lags ? 1 : 0);
        assertThat(scrape.find("ticdc_owner_resolved_ts_lag")).hasSize(lags ? 1 : 0);
    }

    @Test
    void aFeedInTroubleSaysSinceWhenAndWhy() {
        SampleFeed feed = feed("shop").in(ChangefeedState.WARNING, NOW.minusSeconds(90));
        feed.error = new ErrorReport(
                Instant.parse("2026-05-01T11:58:30.5Z"), "CDC:ErrX", "a \"quoted\" \\ thing\nof two lines", "Wait.");
        Scrape scrape = scrape();
        assertThat(scrape.value("tidegate_feed_stalled_seconds")).isEqualTo(90);
        Sample error = scrape.find("ticdc_owner_changefeed_error_info").get(0);
        assertThat(error.labels())
                .containsEntry("state", "warning")
                .containsEntry("error_time", "2026-05-01T11:58:30Z")
                .containsEntry("code", "CDC:ErrX")
                .containsEntry("message", "a \\\"quoted\\\" \\\\ thing\\nof two lines");
    }

    @Test
    void aLongMessageIsCut() {
        SampleFeed feed = feed("shop").in(ChangefeedState.FAILED, NOW);
        feed.error = new ErrorReport(NOW, "CDC:ErrX", "x".repeat(5_000), "");
        assertThat(scrape().find("ticdc_owner_changefeed_error_info")
                        .get(0)
                        .labels()
                        .get("message"))
                .hasSize(201);
    }

    @Test
    void aClockBehindThatOfTheSourceMakesNoNegativeLag() {
        feed("shop").at(NOW.plusSeconds(3), NOW.plusSeconds(3));
        assertThat(scrape().value("ticdc_owner_checkpoint_ts_lag")).isZero();
    }

    @Test
    void theServerIsReadyOnceItHasStarted() {
        assertThat(scrape().value("tidegate_server_ready")).isZero();
        readiness.started();
        assertThat(scrape().value("tidegate_server_ready")).isEqualTo(1);
        readiness.stopping();
        assertThat(scrape().value("tidegate_server_ready")).isZero();
    }

    @Test
    void theProcessShowsMemoryAndProcessor() {
        Scrape scrape = scrape();
        assertThat(scrape.find("jvm_memory_used_bytes", "area", "heap")).isNotEmpty();
        assertThat(scrape.value("process_uptime_seconds")).isPositive();
        assertThat(scrape.value("ticdc_owner_ownership_counter")).isPositive();
        if (ResidentMemory.isKnown()) {
            assertThat(scrape.value("process_resident_memory_bytes")).isGreaterThan(10_000_000);
        }
    }

    @Test
    void everythingThatIsShownIsWhatTheCatalogueSays() {
        SampleFeed feed = feed("shop").at(NOW, NOW).in(ChangefeedState.WARNING, NOW);
        feed.error = new ErrorReport(NOW, "CDC:ErrX", "sentence", "");
        System.gc();
        Scrape scrape = scrape();
        for (Sample sample : scrape.samples) {
            Metric metric = MetricCatalogue.ofSeries(sample.series())
                    .orElseThrow(() -> new AssertionError(sample + " is not in the catalogue"));
            List<String> labels = metric.labels().stream().map(Label::name).toList();
            assertThat(labels).as(sample.series()).containsAll(sample.labels().keySet());
            for (Label label : metric.labels()) {
                String value = sample.labels().get(label.name());
                assertThat(label.values().isEmpty() || label.values().contains(value))
                        .as("%s %s=%s", sample.series(), label.name(), value)
                        .isTrue();
            }
            if (scrape.types.containsKey(metric.name())) {
                assertThat(scrape.types)
                        .containsEntry(metric.name(), metric.type().text());
                assertThat(scrape.helps).containsEntry(metric.name(), metric.meaning());
            }
        }
    }

    @Test
    void everyMetricOfTheCatalogueThatSpeaksOfTheseFeedsIsShown() {
        SampleFeed feed = feed("shop").at(NOW, NOW).in(ChangefeedState.WARNING, NOW);
        feed.error = new ErrorReport(NOW, "CDC:ErrX", "sentence", "");
        Set<String> shown = new HashSet<>();
        scrape().samples.forEach(sample -> shown.add(sample.series()));
        assertThat(SinkMetrics.ALL).allMatch(metric -> shown.containsAll(metric.series()));
        assertThat(FeedMetrics.ALL)
                .filteredOn(metric -> !metric.name().startsWith("tidegate_source_"))
                .allMatch(metric -> shown.containsAll(metric.series()));
    }

    @Test
    void aScrapeOfSixtyFeedsTakesMilliseconds() {
        IntStream.range(0, 60).forEach(i -> feed("feed-" + i).at(NOW, NOW));
        for (int warm = 0; warm < 50; warm++) {
            export.text();
        }
        long[] nanos = new long[21];
        for (int i = 0; i < nanos.length; i++) {
            long before = System.nanoTime();
            export.text();
            nanos[i] = System.nanoTime() - before;
        }
        long median = IntStream.range(0, nanos.length)
                .mapToLong(i -> nanos[i])
                .sorted()
                .toArray()[nanos.length / 2];
        System.out.println("scrape of 60 feeds: " + median / 1_000 + " µs");
        assertThat(median).isLessThan(50_000_000);
    }

    @Test
    void aFeedThatNeverRanShowsZeros() {
        FeedStatus status = feed("x").figures().status();
        MetricsExport one = new MetricsExport(
                () -> List.of(new FeedFigures("idle", ChangefeedState.PAUSED, NOW, null, status, FeedActivity.NONE)),
                List::of,
                null,
                InstantSource.fixed(NOW));
        try (one) {
            Scrape scrape = new Scrape(one.text());
            assertThat(scrape.value("ticdc_sink_ddl_exec_count")).isZero();
            assertThat(scrape.find("ticdc_sink_kafka_producer_in_flight_requests"))
                    .isEmpty();
            assertThat(scrape.find("tidegate_server_ready")).as("not a server").isEmpty();
        }
    }

    private SampleFeed feed(String id) {
        SampleFeed feed = new SampleFeed(id);
        feeds.add(feed);
        return feed;
    }

    private Scrape scrape() {
        return new Scrape(export.text());
    }
}

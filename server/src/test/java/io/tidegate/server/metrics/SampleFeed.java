package io.tidegate.server.metrics;

import io.tidegate.feed.FeedActivity;
import io.tidegate.feed.FeedStatus;
import io.tidegate.feed.Lag;
import io.tidegate.feed.TableLag;
import io.tidegate.model.TableName;
import io.tidegate.model.Tso;
import io.tidegate.server.changefeed.ChangefeedState;
import io.tidegate.server.changefeed.ErrorReport;
import io.tidegate.sink.SinkStatistics;
import io.tidegate.sink.SinkStatistics.Broker;
import java.time.Instant;
import java.util.List;

/** A changefeed that has done this and that, changed where a test says so. */
final class SampleFeed {
    final String id;
    ChangefeedState state = ChangefeedState.RUNNING;
    Instant since = Instant.EPOCH;
    ErrorReport error;
    Instant checkpoint = Instant.EPOCH;
    Instant resolved = Instant.EPOCH;
    Instant oldestWaiting = Instant.EPOCH;

    SampleFeed(String id) {
        this.id = id;
    }

    SampleFeed at(Instant newCheckpoint, Instant newResolved) {
        checkpoint = newCheckpoint;
        resolved = newResolved;
        return this;
    }

    SampleFeed in(ChangefeedState newState, Instant newSince) {
        state = newState;
        since = newSince;
        return this;
    }

    FeedFigures figures() {
        FeedStatus status = new FeedStatus(
                FeedStatus.State.RUNNING,
                since,
                "",
                null,
                Tso.ofMillis(resolved.toEpochMilli()),
                Tso.ofMillis(checkpoint.toEpochMilli()),
                "{}",
                5_000_000_000L,
                42,
                1_234,
                3,
                7,
                new Lag(1_500, 20, 300),
                812.5,
                2_500,
                4_250,
                1_000,
                1_000_000,
                Instant.ofEpochSecond(1_777_000_000),
                List.of(
                        new TableLag(
                                new TableName("shop", "or\"der"),
                                17,
                                1_700,
                                Tso.ofMillis(oldestWaiting.toEpochMilli())),
                        new TableLag(new TableName("shop", "item"), 9, 900, 0)));
        SinkStatistics sink = new SinkStatistics(
                List.of(new Broker("1", 1e6, 10.5, 10.25, 0.012), new Broker("2", 2e6, 20, 20, Double.NaN)),
                4,
                0.25,
                17.5,
                2,
                65_536,
                33_554_432);
        return new FeedFigures(id, state, since, error, status, new FeedActivity(4, 99, 6, 5, sink));
    }
}

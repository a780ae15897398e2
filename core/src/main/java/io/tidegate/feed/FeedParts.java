package io.tidegate.feed;

import io.tidegate.checkpoint.CheckpointStore;
import io.tidegate.encode.Encoder;
import io.tidegate.encode.MessageLimits;
import io.tidegate.filter.ChangeFilter;
import io.tidegate.route.Router;
import io.tidegate.sink.Sink;
import io.tidegate.source.Source;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The rooms that a changefeed's changes walk through, wired by whoever creates it.
 *
 * @param source where changes come from
 * @param filter which changes are left out on the way
 * @param router where they go
 * @param encoder makes the message format, given how large messages may be
 * @param sink makes a sink; a run that fails gives its sink up and the next run makes another
 * @param checkpoints keeps the progress
 * @param ddls hears of the DDLs that were sent or left out
 */
public record FeedParts(
        Source source,
        ChangeFilter filter,
        Router router,
        Function<MessageLimits, Encoder> encoder,
        Supplier<Sink> sink,
        CheckpointStore checkpoints,
        DdlLog ddls) {
    /** Parts whose DDLs nobody keeps. */
    public FeedParts(
            Source source,
            ChangeFilter filter,
            Router router,
            Function<MessageLimits, Encoder> encoder,
            Supplier<Sink> sink,
            CheckpointStore checkpoints) {
        this(source, filter, router, encoder, sink, checkpoints, DdlLog.NONE);
    }

    /** Parts that leave nothing out. */
    public FeedParts(
            Source source,
            Router router,
            Function<MessageLimits, Encoder> encoder,
            Supplier<Sink> sink,
            CheckpointStore checkpoints) {
        this(source, ChangeFilter.none(), router, encoder, sink, checkpoints);
    }

    /** The same, with somebody who hears of DDLs. */
    public FeedParts telling(DdlLog log) {
        return new FeedParts(source, filter, router, encoder, sink, checkpoints, log);
    }
}

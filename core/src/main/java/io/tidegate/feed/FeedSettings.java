package io.tidegate.feed;

import io.tidegate.config.DeadLetterOptions;
import io.tidegate.config.DeliveryConfig;
import org.jspecify.annotations.Nullable;

/**
 * What the engine itself must know of a changefeed.
 *
 * @param name its name, also the key of its checkpoint
 * @param splitKeyUpdates whether the engine sends an UPDATE that changes a key as DELETE and INSERT
 * @param targetTs the feed finishes once everything up to this commit-ts is delivered; {@link #NO_TARGET} for never
 * @param deadLetter where rows go that cannot be sent; null: they stop the feed
 * @param delivery when transactions are committed, with a sink that has them
 * @param quota what the feed may take of its process to begin with, see {@link Changefeed#setQuota}
 */
public record FeedSettings(
        String name,
        boolean splitKeyUpdates,
        long targetTs,
        @Nullable DeadLetterOptions deadLetter,
        DeliveryConfig delivery,
        FeedQuota quota) {
    /** The feed never finishes by itself; the largest unsigned timestamp. */
    public static final long NO_TARGET = -1L;

    /** A feed that stops at a row that cannot be sent. */
    public FeedSettings(String name, boolean splitKeyUpdates, long targetTs) {
        this(name, splitKeyUpdates, targetTs, null);
    }

    /** A feed that delivers at least once. */
    public FeedSettings(String name, boolean splitKeyUpdates, long targetTs, @Nullable DeadLetterOptions deadLetter) {
        this(name, splitKeyUpdates, targetTs, deadLetter, DeliveryConfig.atLeastOnce());
    }

    /** A feed without a quota. */
    public FeedSettings(
            String name,
            boolean splitKeyUpdates,
            long targetTs,
            @Nullable DeadLetterOptions deadLetter,
            DeliveryConfig delivery) {
        this(name, splitKeyUpdates, targetTs, deadLetter, delivery, FeedQuota.UNLIMITED);
    }
}

package io.tidegate.feed;

/**
 * What the engine itself must know of a changefeed.
 *
 * @param name its name, also the key of its checkpoint
 * @param splitKeyUpdates whether the engine sends an UPDATE that changes a key as DELETE and INSERT
 * @param targetTs the feed finishes once everything up to this commit-ts is delivered; {@link #NO_TARGET} for never
 */
public record FeedSettings(String name, boolean splitKeyUpdates, long targetTs) {
    /** The feed never finishes by itself; the largest unsigned timestamp. */
    public static final long NO_TARGET = -1L;
}

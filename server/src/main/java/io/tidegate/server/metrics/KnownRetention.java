package io.tidegate.server.metrics;

import io.tidegate.source.Retention;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a source said last of how long it keeps what a changefeed needs.
 *
 * @param retention its answer; null if it has none
 * @param askedAt when it was asked
 */
record KnownRetention(@Nullable Retention retention, Instant askedAt) {
    static final KnownRetention NOTHING = new KnownRetention(null, Instant.EPOCH);

    /** An answer that is older says nothing of now. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(5);

    KnownRetention at(Instant now) {
        return askedAt.plus(GOOD_FOR).isBefore(now) ? NOTHING : this;
    }

    /** 1 if the source has it, 0 if it has not, {@code NaN} if that is not known. */
    double available() {
        return retention == null ? Double.NaN : retention.available() ? 1 : 0;
    }

    /** Until it may be deleted; {@code NaN} if no time can be told. */
    double secondsLeft(Instant now) {
        if (retention == null) {
            return Double.NaN;
        }
        if (!retention.available()) {
            return 0;
        }
        Instant deletedFrom = retention.deletedFrom();
        return deletedFrom == null
                ? Double.NaN
                : Math.max(0, Duration.between(now, deletedFrom).toSeconds());
    }

    /** {@code NaN} if they are not known. */
    double bytesBehind() {
        return retention == null || retention.bytesBehind().isEmpty()
                ? Double.NaN
                : retention.bytesBehind().getAsLong();
    }
}

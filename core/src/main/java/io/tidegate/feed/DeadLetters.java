package io.tidegate.feed;

import io.tidegate.config.DeadLetterOptions;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rows of one changefeed that went to its dead-letter topic: counted, and told of in the log, the first at once and
 * then one in ten seconds with the number of those between. A row that is sent again after a restart counts again. Thread
 * safe.
 */
final class DeadLetters {
    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final long WORD_EVERY_NANOS = 10_000_000_000L;

    private final String changefeed;
    private final DeadLetterOptions options;
    private final LongSupplier nanoClock;
    private final AtomicLong count = new AtomicLong();
    private long countToldOf;
    private long lastWordNanos;

    DeadLetters(String changefeed, DeadLetterOptions options, LongSupplier nanoClock) {
        this.changefeed = changefeed;
        this.options = options;
        this.nanoClock = nanoClock;
    }

    String topic() {
        return options.topic();
    }

    /** Whether a row that fails like this goes here instead of stopping the changefeed. */
    boolean takes(ErrorCode code) {
        return options.covers(code);
    }

    /** One more row went here. */
    void count(TidegateException failure) {
        long now = count.incrementAndGet();
        long sinceLast = wordsDue(now);
        if (sinceLast > 0) {
            log.warn(
                    "row sent to the dead-letter topic changefeed={} topic={} total={} sinceLastWord={} reason={}",
                    changefeed,
                    options.topic(),
                    now,
                    sinceLast,
                    failure.getMessage());
        }
    }

    /** How many rows went here. */
    long count() {
        return count.get();
    }

    /** How many rows to tell of now, 0 when the last word was not long ago. */
    private synchronized long wordsDue(long now) {
        long nanos = nanoClock.getAsLong();
        if (now <= countToldOf || (countToldOf > 0 && nanos - lastWordNanos < WORD_EVERY_NANOS)) {
            return 0;
        }
        long due = now - countToldOf;
        countToldOf = now;
        lastWordNanos = nanos;
        return due;
    }
}

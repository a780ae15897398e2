package io.tidegate.server.changefeed;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.List;

/** Replication capacity units as somebody asks for them; see {@link io.tidegate.feed.FeedQuota}. */
public final class Capacity {
    /** The most that somebody may ask for. */
    public static final int MOST = 10_000;

    /** What people choose from; the numbers are those of TiDB Cloud. */
    public static final List<Integer> OFFERED = List.of(2, 4, 8, 16, 24, 32, 40, 64, 128, 192, 256, 320, 384);

    private Capacity() {}

    /** @throws TidegateException API_INVALID_PARAM */
    public static void require(int rcu) {
        if (rcu < 0 || rcu > MOST) {
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, "rcu is " + rcu)
                    .withRemedy("Use 1 to " + MOST + " replication capacity units, or 0 for unlimited.");
        }
    }
}

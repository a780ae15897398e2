package io.tidegate.server.changefeed;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;

/** Replication capacity units as somebody asks for them; see {@link io.tidegate.feed.FeedQuota}. */
public final class Capacity {
    private static final int MOST = 10_000;

    private Capacity() {}

    /** @throws TidegateException API_INVALID_PARAM */
    public static void require(int rcu) {
        if (rcu < 0 || rcu > MOST) {
            throw new TidegateException(ErrorCode.API_INVALID_PARAM, "rcu is " + rcu)
                    .withRemedy("Use 1 to " + MOST + " replication capacity units, or 0 for unlimited.");
        }
    }
}

package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;

/** Shows changefeeds as news of them come. */
interface FeedView {
    /** A changefeed is like this now. */
    void changed(JsonNode status);

    /** A changefeed is gone. */
    void removed(String id);

    /** All news that came together have been told. */
    default void told() {}
}

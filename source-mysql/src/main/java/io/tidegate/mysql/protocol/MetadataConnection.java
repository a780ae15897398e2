package io.tidegate.mysql.protocol;

import io.tidegate.config.SourceEndpoint;
import io.tidegate.error.TidegateException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Opens JDBC connections for queries about tables and settings, for both families through one driver. */
public final class MetadataConnection {
    private MetadataConnection() {}

    /** Connects and logs in within the time. */
    public static Connection open(SourceEndpoint endpoint, Duration timeout) {
        throw new UnsupportedOperationException(endpoint.host() + timeout);
    }

    /** The entry of the catalogue that tells what an exception of the driver means. */
    public static TidegateException failure(SQLException failure, SourceEndpoint endpoint) {
        throw new UnsupportedOperationException(endpoint.host(), failure);
    }
}

package io.tidegate.bench;

import io.tidegate.embedded.EmbeddedMariaDb;
import org.jspecify.annotations.Nullable;

/**
 * Where readers read and write.
 *
 * @param database the server with the backlog
 * @param broker {@code HOST:PORT} of the Kafka broker
 * @param backlog what to read
 * @param classPath of Tidegate and of this module
 * @param registry address of a schema registry, null when no reader needs one
 */
record Site(
        EmbeddedMariaDb database,
        String broker,
        Backlog backlog,
        String classPath,
        @Nullable String registry) {}

package io.tidegate.bench;

import io.tidegate.embedded.EmbeddedMariaDb;

/**
 * Where readers read and write.
 *
 * @param database the server with the backlog
 * @param broker {@code HOST:PORT} of the Kafka broker
 * @param backlog what to read
 * @param classPath of Tidegate and of this module
 */
record Site(EmbeddedMariaDb database, String broker, Backlog backlog, String classPath) {}

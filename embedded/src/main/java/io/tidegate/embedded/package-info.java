/**
 * Real servers for tests, the demo and benchmarks: a MariaDB server and a schema registry as child processes, and a Kafka
 * broker in this JVM or beside it. All of them listen on the loopback address only and leave nothing behind.
 */
@NullMarked
package io.tidegate.embedded;

import org.jspecify.annotations.NullMarked;

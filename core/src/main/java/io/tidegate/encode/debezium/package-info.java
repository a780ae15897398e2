/** The Debezium format in JSON as TiCDC v8.5 writes it, with and without the schema of Kafka Connect in every message. */
@NullMarked
package io.tidegate.encode.debezium;

import org.jspecify.annotations.NullMarked;

/** A schema registry with the REST interface of Confluent's: the client, its errors, and its checks before the start. */
@NullMarked
package io.tidegate.kafka.registry;

import org.jspecify.annotations.NullMarked;

/**
 * The Kafka sink: producers on lanes, the topics of a changefeed, the checks before a start, and what Kafka's exceptions
 * mean to a user. The only package that knows the Kafka client.
 */
@NullMarked
package io.tidegate.kafka;

import org.jspecify.annotations.NullMarked;

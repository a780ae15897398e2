/** Readers that are not ours read our messages: Kafka Connect's converter, Debezium's transforms, Flink's formats. */
package io.tidegate.interop;

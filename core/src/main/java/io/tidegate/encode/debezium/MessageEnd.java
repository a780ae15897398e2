package io.tidegate.encode.debezium;

import io.tidegate.config.DebeziumConfig;
import io.tidegate.model.ByteBuilder;

/** The end of every key and value, which closes the payload and adds the schema if there is to be one. */
final class MessageEnd {
    private MessageEnd() {}

    /**
     * The end of a message.
     *
     * @param closing closes the payload and what is open in it
     * @param schema the schema of the payload
     */
    static byte[] of(String closing, DebeziumConfig config, byte[] schema) {
        ByteBuilder end = new ByteBuilder(schema.length + 32);
        end.appendAscii(closing);
        if (config.schema()) {
            end.appendAscii(",\"schema\":");
            end.append(schema);
        }
        end.append((byte) '}');
        return end.toBytes();
    }
}

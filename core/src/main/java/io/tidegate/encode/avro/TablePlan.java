package io.tidegate.encode.avro;

import io.tidegate.config.AvroConfig;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.TableVersion;
import java.nio.ByteBuffer;

/**
 * What all messages of a table version to its topic have in common. Does not refer to the table version, so that it can
 * be forgotten with it.
 *
 * @param topic the topic
 * @param key of the records' keys
 * @param value of their values
 */
record TablePlan(String topic, RecordPlan key, RecordPlan value) {
    static TablePlan of(TableVersion table, String topic, AvroConfig config, RegisteredSchemas schemas) {
        return new TablePlan(
                topic,
                RecordPlan.of(RecordSchema.ofKeys(table, config), AvroName.subject(topic, "key"), schemas),
                RecordPlan.of(RecordSchema.ofValues(table, config), AvroName.subject(topic, "value"), schemas));
    }

    /**
     * How records of one schema are written.
     *
     * @param head Confluent's magic byte and the id of the schema
     * @param fields the columns in the order of the schema
     */
    record RecordPlan(byte[] head, Field[] fields) {
        private static final byte MAGIC = 0;

        static RecordPlan of(RecordSchema schema, String subject, RegisteredSchemas schemas) {
            int id = schemas.id(subject, schema.text());
            byte[] head =
                    ByteBuffer.allocate(1 + Integer.BYTES).put(MAGIC).putInt(id).array();
            return new RecordPlan(head, schema.fields().toArray(Field[]::new));
        }

        void begin(ByteBuilder out) {
            out.clear();
            out.append(head);
        }
    }
}

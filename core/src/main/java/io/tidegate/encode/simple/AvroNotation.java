package io.tidegate.encode.simple;

import io.tidegate.encode.binary.AvroBinary;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.Ddl;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;

/**
 * Each message is one Avro datum in binary, with neither frame nor registry: both sides know the schema, which never
 * changes. It is a union of the twelve named types of {@code com.pingcap.simple.avro}, and every message is its last
 * branch, the record {@code Message}.
 *
 * @param location name of the time zone that TIMESTAMP values are in
 */
record AvroNotation(String location) implements Notation {
    private static final int USUAL_LENGTH = 1024;

    private static final int MESSAGE_BRANCH = 11;
    private static final int VERSION = 1;

    /** The kinds of messages, each with its place in the enum of kinds and in the union of payloads. */
    enum MessageType {
        WATERMARK(0),
        BOOTSTRAP(1),
        DDL(2),
        DML(3);

        private final int symbol;

        MessageType(int symbol) {
            this.symbol = symbol;
        }
    }

    /** Appends what every message begins with, up to the version in its payload. */
    static void appendHead(MessageType type, ByteBuilder out) {
        AvroBinary.appendLong(MESSAGE_BRANCH, out);
        AvroBinary.appendLong(type.symbol, out);
        AvroBinary.appendLong(type.symbol, out);
        AvroBinary.appendLong(VERSION, out);
    }

    @Override
    public RowMessage rows(TableVersion table, RowKind kind, boolean handleKeyOnly) {
        return AvroRowMessage.of(table, kind, handleKeyOnly, location);
    }

    @Override
    public ByteBuilder ddl(Ddl ddl, long buildTs) {
        ByteBuilder datum = started(MessageType.DDL);
        AvroBinary.appendLong(DdlType.of(ddl.kind()).symbol(), datum);
        AvroBinary.appendString(ddl.sql(), datum);
        AvroBinary.appendLong(ddl.commitTs(), datum);
        AvroBinary.appendLong(buildTs, datum);
        DdlSchemas schemas = DdlSchemas.of(ddl);
        AvroTableSchema.appendOptional(schemas.after(), datum);
        AvroTableSchema.appendOptional(schemas.before(), datum);
        return datum;
    }

    @Override
    public ByteBuilder bootstrap(TableVersion table, long buildTs) {
        ByteBuilder datum = started(MessageType.BOOTSTRAP);
        AvroBinary.appendLong(buildTs, datum);
        AvroTableSchema.append(table, datum);
        return datum;
    }

    @Override
    public ByteBuilder watermark(long checkpointTs, long buildTs) {
        ByteBuilder datum = started(MessageType.WATERMARK);
        AvroBinary.appendLong(checkpointTs, datum);
        AvroBinary.appendLong(buildTs, datum);
        return datum;
    }

    private static ByteBuilder started(MessageType type) {
        ByteBuilder datum = new ByteBuilder(USUAL_LENGTH);
        appendHead(type, datum);
        return datum;
    }
}

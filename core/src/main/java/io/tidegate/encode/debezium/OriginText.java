package io.tidegate.encode.debezium;

import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.IntegerText;
import io.tidegate.model.LogOrigin;
import java.nio.charset.StandardCharsets;

/** Writes where in the log a row stands, from the value of {@code server_id} to that of {@code thread}. For one thread. */
final class OriginText {
    /** Of sources that have no such log, as TiCDC writes it. */
    static final byte[] UNKNOWN = ascii("0,\"gtid\":null,\"file\":\"\",\"pos\":0,\"row\":0,\"thread\":0");

    private static final byte[] GTID = ascii(",\"gtid\":\"");
    private static final byte[] FILE_AFTER_GTID = ascii("\",\"file\":");
    private static final byte[] NO_GTID_AND_FILE = ascii(",\"gtid\":null,\"file\":");
    private static final byte[] POSITION = ascii(",\"pos\":");
    private static final byte[] ROW = ascii(",\"row\":");
    private static final byte[] THREAD = ascii(",\"thread\":");

    private final ByteBuilder quotedFile = new ByteBuilder(64);
    private String file = "";

    OriginText() {
        quote(file);
    }

    void append(LogOrigin origin, ByteBuilder out) {
        if (origin == LogOrigin.UNKNOWN) {
            out.append(UNKNOWN);
            return;
        }
        IntegerText.append(origin.serverId(), out);
        String gtid = origin.gtid();
        if (gtid == null) {
            out.append(NO_GTID_AND_FILE);
        } else {
            out.append(GTID);
            out.appendAscii(gtid);
            out.append(FILE_AFTER_GTID);
        }
        String current = origin.file();
        if (!current.equals(file)) {
            quote(current);
        }
        out.append(quotedFile.array(), 0, quotedFile.length());
        out.append(POSITION);
        IntegerText.append(origin.position(), out);
        out.append(ROW);
        IntegerText.append(origin.row(), out);
        out.append(THREAD);
        IntegerText.append(origin.thread(), out);
    }

    private void quote(String name) {
        quotedFile.clear();
        JsonText.appendQuoted(JsonEscapes.PLAIN, name, quotedFile);
        file = name;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

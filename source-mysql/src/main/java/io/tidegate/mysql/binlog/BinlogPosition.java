package io.tidegate.mysql.binlog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.checkpoint.Position;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.mysql.protocol.ServerInfo.Flavour;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A boundary between two transactions, and how much of what follows it was handed on already. Reading from here with the
 * same log gives the same events with the same commit-ts. Its text is a line of JSON.
 *
 * @param flavour the family of the server
 * @param server its uuid (MySQL) or server id (MariaDB): file and offset mean nothing elsewhere
 * @param gtids the transactions before the boundary; null where a position by GTID is not possible; never modified
 * @param file name of the binlog file
 * @param offset of the boundary in the file, unsigned
 * @param lastTs the commit-ts given last before the boundary
 * @param delivered rows events and DDLs behind the boundary that were handed on, or left out, already
 * @param afterTs transactions with a commit-ts up to this are left out, 0 for none
 */
record BinlogPosition(
        Flavour flavour,
        String server,
        @Nullable Gtids gtids,
        String file,
        long offset,
        long lastTs,
        long delivered,
        long afterTs)
        implements Position {
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads what {@link #text} wrote; anything else is POSITION_INVALID. */
    static BinlogPosition parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            if (number(json, "v") != VERSION) {
                throw invalid("its version is " + json.get("v"), null);
            }
            Flavour flavour = Flavour.valueOf(string(json, "flavour").toUpperCase(Locale.ROOT));
            return new BinlogPosition(
                    flavour,
                    string(json, "server"),
                    json.has("gtid") ? gtids(flavour, string(json, "gtid")) : null,
                    string(json, "file"),
                    Long.parseUnsignedLong(string(json, "pos")),
                    Long.parseUnsignedLong(string(json, "lastTs")),
                    json.has("delivered") ? number(json, "delivered") : 0,
                    json.has("afterTs") ? Long.parseUnsignedLong(string(json, "afterTs")) : 0);
        } catch (JsonProcessingException | IllegalArgumentException damaged) {
            throw invalid("'" + text + "'", damaged);
        }
    }

    /** GTIDs in the notation of a family. */
    static Gtids gtids(Flavour flavour, String text) {
        return switch (flavour) {
            case MYSQL -> GtidSet.parse(text);
            case MARIADB -> MariadbGtidState.parse(text);
        };
    }

    @Override
    public String text() {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", VERSION);
        json.put("flavour", flavour.name().toLowerCase(Locale.ROOT));
        json.put("server", server);
        if (gtids != null) {
            json.put("gtid", gtids.toString());
        }
        json.put("file", file);
        // As text: JSON readers of other languages round numbers above 2^53.
        json.put("pos", Long.toUnsignedString(offset));
        json.put("lastTs", Long.toUnsignedString(lastTs));
        if (delivered > 0) {
            json.put("delivered", delivered);
        }
        if (afterTs > 0) {
            json.put("afterTs", Long.toUnsignedString(afterTs));
        }
        return json.toString();
    }

    /** The same boundary with more or less handed on behind it. */
    BinlogPosition withDelivered(long events) {
        return events == delivered
                ? this
                : new BinlogPosition(flavour, server, gtids, file, offset, lastTs, events, afterTs);
    }

    @Override
    public String toString() {
        return file + ":" + Long.toUnsignedString(offset) + (gtids == null ? "" : " (" + gtids + ")");
    }

    private static String string(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null || !value.isTextual()) {
            throw invalid("the field " + field + " is missing in '" + json + "'", null);
        }
        return value.textValue();
    }

    private static long number(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null || !value.canConvertToLong()) {
            throw invalid("the field " + field + " is missing in '" + json + "'", null);
        }
        return value.longValue();
    }

    private static TidegateException invalid(String what, @Nullable Throwable cause) {
        return new TidegateException(ErrorCode.POSITION_INVALID, "the stored position cannot be read: " + what, cause);
    }
}

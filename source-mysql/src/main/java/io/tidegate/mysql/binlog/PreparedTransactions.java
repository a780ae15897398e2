package io.tidegate.mysql.binlog;

import io.tidegate.checkpoint.SourceState;
import io.tidegate.mysql.row.LoggedTransaction;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * XA transactions that are prepared and wait for their second phase. Their rows are kept in memory alone, so a session
 * that starts later must read the oldest of them again: as long as there is one, positions name the boundary before it.
 */
final class PreparedTransactions {
    /**
     * A prepared transaction.
     *
     * @param rows its rows events
     * @param logged where they stand
     * @param boundary before its first phase
     * @param state the definitions at the boundary
     * @param counted rows events and DDLs before the boundary
     */
    record Prepared(
            HeldRows rows, LoggedTransaction logged, BinlogPosition boundary, SourceState state, long counted) {}

    private static final Pattern XID =
            Pattern.compile("X'([0-9a-f]*)'\\s*,\\s*X'([0-9a-f]*)'\\s*,\\s*(\\d+)", Pattern.CASE_INSENSITIVE);

    private final Map<String, Prepared> byXid = new LinkedHashMap<>();

    /** The transaction that was prepared first, null if there is none. */
    @Nullable
    Prepared oldest() {
        return byXid.isEmpty() ? null : byXid.values().iterator().next();
    }

    void add(String xid, Prepared prepared) {
        byXid.put(xid, prepared);
    }

    /** Takes out a transaction, null if it was not prepared in what was read. */
    @Nullable
    Prepared remove(String xid) {
        return byXid.remove(xid);
    }

    /** Memory in slabs that its rows hold. */
    long slabBytes() {
        return byXid.values().stream()
                .mapToLong(prepared -> prepared.rows().slabBytes())
                .sum();
    }

    void discard() {
        byXid.values().forEach(prepared -> prepared.rows().truncate(0));
        byXid.clear();
    }

    /** The xid in the text of an XA statement, in one spelling. */
    static String xidOf(String statement) {
        Matcher matcher = XID.matcher(statement);
        if (!matcher.find()) {
            return statement;
        }
        return xid(
                matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2).toLowerCase(Locale.ROOT), matcher.group(3));
    }

    /** One spelling of an xid whose parts are in hexadecimal. */
    static String xid(String global, String branch, String format) {
        return "X'" + global + "',X'" + branch + "'," + format;
    }
}

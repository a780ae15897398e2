package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.PlainText;
import java.io.PrintWriter;

/** Tells of tables that have no valid key, a few of them by name. */
final class KeylessTables {
    private static final int NAMED = 20;

    private KeylessTables() {}

    /** @param tables as TiCDC's {@code verify_table} lists them */
    static void print(JsonNode tables, PrintWriter out) {
        out.println("[WARN] Some tables are not eligible to replicate, because they have no valid key:");
        for (int index = 0; index < Math.min(NAMED, tables.size()); index++) {
            JsonNode table = tables.get(index);
            out.println("  "
                    + PlainText.of(table.path("database_name").asText() + "."
                            + table.path("table_name").asText()));
        }
        if (tables.size() > NAMED) {
            out.println("  and " + (tables.size() - NAMED) + " more");
        }
        out.flush();
    }
}

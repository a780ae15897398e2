package io.tidegate.cli.client.changefeed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.Checks;
import io.tidegate.cli.client.PlainText;
import io.tidegate.cli.client.TextTable;
import java.io.PrintWriter;

/** What a changefeed would do, for people. */
final class PreflightText {
    private PreflightText() {}

    static void print(JsonNode preflight, PrintWriter out) {
        out.println("tables: " + preflight.path("tables").size() + " with a valid key, "
                + preflight.path("keyless_tables").size() + " without");
        TextTable routes = new TextTable("TABLE", "TOPIC", "RULE");
        for (JsonNode route : preflight.path("routes")) {
            routes.row(
                    route.path("schema").asText() + "." + route.path("table").asText(),
                    route.path("topic").asText(),
                    route.path("rule").asText());
        }
        routes.print(out, "No table would be sent.");
        for (JsonNode warning : preflight.path("warnings")) {
            out.println(PlainText.of("warning " + warning.path("key").asText() + ": "
                    + warning.path("text").asText()));
        }
        Checks.of(preflight.path("checks")).print(out);
    }
}

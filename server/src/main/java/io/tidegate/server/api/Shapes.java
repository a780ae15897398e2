package io.tidegate.server.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.check.Check;
import io.tidegate.config.ConfigWarning;
import io.tidegate.model.TableVersion;
import io.tidegate.server.MessageView;
import io.tidegate.server.TableRoute;
import io.tidegate.server.changefeed.Preflight;
import io.tidegate.server.changefeed.RewindPreview;
import io.tidegate.server.web.Answers;
import java.util.ArrayList;
import java.util.List;

/** Tables, checks and what is made of them, as our own part of the API shows them. */
final class Shapes {
    private Shapes() {}

    static ObjectNode checks(List<Check> checks) {
        ObjectNode answer = Answers.object();
        answer.set("checks", Answers.array(checks, Shapes::check));
        return answer;
    }

    static ObjectNode check(Check check) {
        return Answers.object()
                .put("status", check.status().name())
                .put("code", check.code())
                .put("subject", check.subject())
                .put("text", check.text())
                .put("remedy", check.remedy());
    }

    /** A table with the names of its handle key, which are none if it has no valid key. */
    static ObjectNode table(TableVersion table) {
        ObjectNode shape = Answers.object()
                .put("schema", table.name().schema())
                .put("table", table.name().table());
        List<String> key = new ArrayList<>();
        for (int ordinal : table.handleKey()) {
            key.add(table.column(ordinal).name());
        }
        key.forEach(shape.putArray("key")::add);
        return shape;
    }

    static ObjectNode preflight(Preflight preflight) {
        ObjectNode answer = Answers.object();
        answer.set("tables", Answers.array(preflight.tables(), Shapes::table));
        answer.set("keyless_tables", Answers.array(preflight.keylessTables(), Shapes::table));
        answer.set("routes", Answers.array(preflight.routes(), Shapes::route));
        answer.set("checks", Answers.array(preflight.checks(), Shapes::check));
        answer.set("warnings", Answers.array(preflight.warnings(), Shapes::warning));
        return answer;
    }

    static ObjectNode rewind(RewindPreview preview) {
        ObjectNode answer = Answers.object()
                .put("from_ts", Long.toUnsignedString(preview.fromTs()))
                .put("to_ts", Long.toUnsignedString(preview.toTs()))
                .put("consequence", preview.consequence());
        answer.set("checks", Answers.array(preview.checks(), Shapes::check));
        return answer;
    }

    static ObjectNode message(MessageView message) {
        return Answers.object()
                .put("partition", message.partition())
                .put("offset", Long.toString(message.offset()))
                .put("time", message.time().toString())
                .put("key", message.key())
                .put("value", message.value());
    }

    private static ObjectNode route(TableRoute route) {
        return Answers.object()
                .put("schema", route.table().schema())
                .put("table", route.table().table())
                .put("topic", route.topic())
                .put("rule", route.rule());
    }

    private static ObjectNode warning(ConfigWarning warning) {
        return Answers.object().put("key", warning.key()).put("text", warning.text());
    }
}

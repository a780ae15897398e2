package io.tidegate.server.console.draft;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A draft as it is stored: the fields of each form, filled in. Its secrets are readable in it, hence the whole is one, for a
 * store that seals it. Fields of later versions are not looked at, those that are missing have what the pages offer.
 */
public final class DraftJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private DraftJson() {}

    public static Secret write(Draft draft) {
        ObjectNode json = MAPPER.createObjectNode();
        put(json.putObject("target"), TargetForm.write(draft.target()));
        draft.target().brokerCount().ifPresent(count -> json.put("brokerCount", count));
        put(json.putObject("changefeed"), ChangefeedForm.write(draft.changefeed()));
        put(json.putObject("specification"), SpecificationForm.write(draft.specification()));
        draft.carried().parameters().forEach(json.putObject("parameters")::put);
        json.put("targetTs", draft.carried().targetTs());
        json.set("config", draft.carried().config());
        return new Secret(json.toString());
    }

    /** @throws TidegateException STATE_UNREADABLE */
    public static Draft read(Secret stored) {
        return stored.reveal(text -> {
            try {
                return draft(MAPPER.readTree(text));
            } catch (JsonProcessingException e) {
                // What cannot be read may hold secrets: neither text nor cause is told.
                throw new TidegateException(ErrorCode.STATE_UNREADABLE, "a draft of a changefeed");
            }
        });
    }

    private static Draft draft(JsonNode json) {
        Map<String, String> parameters = new LinkedHashMap<>();
        json.path("parameters")
                .properties()
                .forEach(
                        field -> parameters.put(field.getKey(), field.getValue().asText()));
        return new Draft(
                TargetForm.read(fields(json.path("target")), TargetStep.INITIAL)
                        .withBrokerCount(brokerCount(json.path("brokerCount"))),
                ChangefeedForm.read(fields(json.path("changefeed")), ChangefeedStep.INITIAL),
                SpecificationForm.read(fields(json.path("specification")), SpecificationStep.INITIAL),
                new CarriedSettings(
                        parameters,
                        json.path("config") instanceof ObjectNode config ? config : MAPPER.createObjectNode(),
                        json.path("targetTs").asLong()));
    }

    private static OptionalInt brokerCount(JsonNode json) {
        return json.isInt() ? OptionalInt.of(json.intValue()) : OptionalInt.empty();
    }

    private static void put(ObjectNode json, Map<String, List<String>> fields) {
        fields.forEach((field, values) -> {
            ArrayNode array = json.putArray(field);
            values.forEach(array::add);
        });
    }

    private static Map<String, List<String>> fields(JsonNode json) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        json.properties().forEach(field -> {
            List<String> values = new ArrayList<>();
            field.getValue().forEach(value -> values.add(value.asText()));
            fields.put(field.getKey(), values);
        });
        return fields;
    }
}

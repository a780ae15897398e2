package io.tidegate.server.changefeed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.changefeed.Intent.Goal;
import io.tidegate.state.StoredChangefeed;
import java.time.Instant;
import java.time.ZoneId;

/** A changefeed as it is stored: its definition, which is sealed, and its intent, which is not. */
final class ChangefeedJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ChangefeedJson() {}

    static StoredChangefeed write(ChangefeedDefinition definition, Intent intent, Instant now) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("name", definition.name());
        definition.sinkUri().reveal(uri -> json.put("sinkUri", uri));
        json.set("replicaConfig", definition.replicaConfig());
        json.put("timeZone", definition.timeZone().getId());
        json.put("start", definition.start());
        json.put("startTs", definition.startTs());
        json.put("targetTs", definition.targetTs());
        json.put("rcu", definition.rcu());
        json.put("creatorVersion", definition.creatorVersion());
        return new StoredChangefeed(
                definition.id(),
                definition.cluster(),
                new Secret(json.toString()),
                write(intent),
                definition.createdAt(),
                now);
    }

    static ChangefeedDefinition definition(StoredChangefeed stored) {
        JsonNode json = stored.definition().reveal(text -> {
            try {
                return MAPPER.readTree(text);
            } catch (JsonProcessingException e) {
                // What cannot be read may hold secrets: neither text nor cause is told.
                throw unreadable(stored);
            }
        });
        return new ChangefeedDefinition(
                stored.id(),
                json.path("name").asText(),
                stored.cluster(),
                new Secret(json.path("sinkUri").asText()),
                json.path("replicaConfig"),
                ZoneId.of(json.path("timeZone").asText()),
                json.path("start").asText(),
                json.path("startTs").asLong(),
                json.path("targetTs").asLong(),
                json.path("rcu").asInt(),
                stored.createdAt(),
                json.path("creatorVersion").asText());
    }

    static Intent intent(StoredChangefeed stored) {
        try {
            JsonNode json = MAPPER.readTree(stored.intent());
            JsonNode error = json.path("error");
            return new Intent(
                    Goal.valueOf(json.path("goal").asText()),
                    error.isObject()
                            ? new ErrorReport(
                                    Instant.parse(error.path("time").asText()),
                                    error.path("code").asText(),
                                    error.path("message").asText(),
                                    error.path("remedy").asText())
                            : null);
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw unreadable(stored);
        }
    }

    private static String write(Intent intent) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("goal", intent.goal().name());
        ErrorReport error = intent.error();
        if (error != null) {
            json.putObject("error")
                    .put("time", error.time().toString())
                    .put("code", error.code())
                    .put("message", error.message())
                    .put("remedy", error.remedy());
        }
        return json.toString();
    }

    private static TidegateException unreadable(StoredChangefeed stored) {
        return new TidegateException(ErrorCode.STATE_UNREADABLE, "the definition of changefeed " + stored.id());
    }
}

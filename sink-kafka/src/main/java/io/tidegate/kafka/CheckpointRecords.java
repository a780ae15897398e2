package io.tidegate.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The records of one changefeed in the {@link CheckpointTopic}, all of them JSON under keys that begin with its
 * transactional id:
 *
 * <pre>
 * ID          {"v":1,"checkpointTs":"…","position":"…","stateVersion":2,"stateParts":1}
 * ID/state/0  {"version":2,"text":"…"}          the source state in parts, replaced when it changes
 * ID/owner    {"process":"…","description":"…"}  who may commit
 * </pre>
 *
 * A checkpoint and the state it refers to are committed together, so the newest of each key fit.
 */
final class CheckpointRecords {
    /** A part stays below Kafka's default limit of a message, whatever its characters. */
    private static final int MAX_PART_CHARACTERS = 128 * 1024;

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String id;

    /**
     * A checkpoint with the number of its source state.
     *
     * @param stateVersion 0 as long as there is no source state
     * @param stateParts in how many records it is
     */
    record Found(Checkpoint checkpoint, long stateVersion, int stateParts) {}

    /** Who has the name. */
    record Owner(String process, String description) {}

    CheckpointRecords(String transactionalId) {
        this.id = transactionalId;
    }

    /** Whether a key belongs to this changefeed. */
    boolean owns(String key) {
        return key.equals(id) || key.startsWith(id + "/");
    }

    String checkpointKey() {
        return id;
    }

    String ownerKey() {
        return id + "/owner";
    }

    String stateKey(int part) {
        return id + "/state/" + part;
    }

    byte[] checkpoint(Checkpoint checkpoint, long stateVersion, int stateParts) {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", VERSION);
        // As text: JSON readers of other languages round numbers above 2^53.
        json.put("checkpointTs", Long.toUnsignedString(checkpoint.checkpointTs()));
        json.put("position", checkpoint.position());
        if (stateVersion > 0) {
            json.put("stateVersion", stateVersion);
            json.put("stateParts", stateParts);
        }
        return bytes(json);
    }

    byte[] owner(Owner owner) {
        ObjectNode json = JSON.createObjectNode();
        json.put("process", owner.process());
        json.put("description", owner.description());
        return bytes(json);
    }

    /** The parts of a source state, at least one. */
    List<byte[]> state(String text, long version) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        do {
            int to = Math.min(text.length(), from + MAX_PART_CHARACTERS);
            if (to < text.length() && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            ObjectNode json = JSON.createObjectNode();
            json.put("version", version);
            json.put("text", text.substring(from, to));
            parts.add(bytes(json));
            from = to;
        } while (from < text.length());
        return parts;
    }

    /** The checkpoint among the newest values by key, empty when there is none. */
    Optional<Found> findCheckpoint(Map<String, byte[]> values) {
        JsonNode json = parse(values, checkpointKey());
        if (json == null) {
            return Optional.empty();
        }
        if (json.path("v").asInt() != VERSION) {
            throw unreadable(checkpointKey(), "its version is " + json.get("v"), null);
        }
        long version = json.path("stateVersion").longValue();
        int parts = json.path("stateParts").intValue();
        try {
            Checkpoint checkpoint = new Checkpoint(
                    Long.parseUnsignedLong(text(json, "checkpointTs", checkpointKey())),
                    text(json, "position", checkpointKey()),
                    version == 0 ? null : findState(values, version, parts));
            return Optional.of(new Found(checkpoint, version, parts));
        } catch (NumberFormatException e) {
            throw unreadable(checkpointKey(), json.toString(), e);
        }
    }

    /** Who committed last to have the name, empty when nobody ever did. */
    Optional<Owner> findOwner(Map<String, byte[]> values) {
        JsonNode json = parse(values, ownerKey());
        return json == null
                ? Optional.empty()
                : Optional.of(new Owner(text(json, "process", ownerKey()), text(json, "description", ownerKey())));
    }

    private String findState(Map<String, byte[]> values, long version, int parts) {
        StringBuilder text = new StringBuilder();
        for (int part = 0; part < parts; part++) {
            JsonNode json = parse(values, stateKey(part));
            if (json == null || json.path("version").longValue() != version) {
                throw unreadable(stateKey(part), "source state " + version + " is not complete", null);
            }
            text.append(text(json, "text", stateKey(part)));
        }
        return text.toString();
    }

    private static @Nullable JsonNode parse(Map<String, byte[]> values, String key) {
        byte[] value = values.get(key);
        if (value == null) {
            return null;
        }
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw unreadable(key, new String(value, UTF_8), e);
        }
    }

    private static String text(JsonNode json, String field, String key) {
        JsonNode value = json.get(field);
        if (value == null || !value.isTextual()) {
            throw unreadable(key, "the field " + field + " is missing in " + json, null);
        }
        return value.textValue();
    }

    private static byte[] bytes(ObjectNode json) {
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new TidegateException(ErrorCode.INTERNAL_ERROR, e.toString(), e);
        }
    }

    private static TidegateException unreadable(String key, String what, @Nullable Throwable cause) {
        return new TidegateException(
                        ErrorCode.STATE_UNREADABLE,
                        "the record " + key + " of topic " + CheckpointTopic.NAME + ": " + what,
                        cause)
                .withRemedy(
                        "Use the version of Tidegate that wrote it. To begin anew, give the changefeed up with --reset.");
    }
}

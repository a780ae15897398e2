package io.tidegate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.kafka.TopicPeek.Message;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of Open Protocol for a person to read: what happened in a few words, then key and value. A record of several rows
 * has a line for each behind their number.
 */
final class OpenProtocolText {
    private static final int ROW = 1;
    private static final int DDL = 2;
    private static final int WATERMARK = 3;
    private static final String INDENT = "\n  ";

    private final ObjectMapper mapper = new ObjectMapper();

    String text(Message message) {
        if (message.key() == null || message.value() == null) {
            return "(no key or no value, so not Open Protocol)";
        }
        List<String> events;
        try {
            events = events(ByteBuffer.wrap(message.key()), ByteBuffer.wrap(message.value()));
        } catch (BufferUnderflowException | IllegalArgumentException | JsonProcessingException e) {
            return "(not Open Protocol) key " + new String(message.key(), StandardCharsets.UTF_8) + " value "
                    + new String(message.value(), StandardCharsets.UTF_8);
        }
        return events.size() == 1 ? events.get(0) : events.size() + " rows" + INDENT + String.join(INDENT, events);
    }

    private List<String> events(ByteBuffer keys, ByteBuffer values) throws JsonProcessingException {
        if (keys.getLong() != 1) {
            throw new IllegalArgumentException("another version");
        }
        List<String> events = new ArrayList<>();
        while (keys.hasRemaining()) {
            events.add(event(mapper.readTree(part(keys)), part(values)));
        }
        return events;
    }

    private String event(JsonNode key, String value) throws JsonProcessingException {
        String table = key.path("tbl").asText();
        String name = key.path("scm").asText() + (table.isEmpty() ? "" : "." + table);
        return switch (key.path("t").asInt()) {
            case ROW -> kind(mapper.readTree(value)) + " " + name + " " + key + " " + value;
            case DDL -> "DDL " + name + " " + key + " " + value;
            case WATERMARK -> "WATERMARK " + key;
            default -> "(unknown kind of event) " + key + " " + value;
        };
    }

    /** An UPDATE that comes without its old values cannot be told from an INSERT. */
    private static String kind(JsonNode row) {
        if (row.has("d")) {
            return "DELETE";
        }
        return row.has("p") ? "UPDATE" : "INSERT";
    }

    private static String part(ByteBuffer bytes) {
        long length = bytes.getLong();
        if (length < 0 || length > bytes.remaining()) {
            throw new IllegalArgumentException("no such length");
        }
        byte[] part = new byte[(int) length];
        bytes.get(part);
        return new String(part, StandardCharsets.UTF_8);
    }
}

package io.tidegate.server.console.peek;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The text of a key or value: JSON documents, and words between them that say what they are. Which columns it has is found
 * out by where the formats put rows. What is no JSON cannot be hidden column by column, so it is not shown at all once
 * columns are to be hidden.
 */
final class MessageText {
    private static final String HIDDEN = "***";
    private static final int TRIES = 32;
    private static final Set<String> ROWS = Set.of("data", "old", "before", "after", "u", "p", "d");
    /** Fields of documents that say what a message is about and hold no row. */
    private static final Set<String> NO_ROW = Set.of("scm", "isDdl", "tableSchema", "source", "q");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final String text;
    private final List<Piece> pieces;

    private MessageText(String text, List<Piece> pieces) {
        this.text = text;
        this.pieces = pieces;
    }

    /** A document with the words before it. */
    private record Piece(String words, JsonNode document) {}

    static MessageText of(String text) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        int tries = 0;
        for (int at = text.indexOf('{'); at >= 0 && tries < TRIES; at = text.indexOf('{', at)) {
            tries++;
            try (JsonParser parser = JSON.createParser(text.substring(at))) {
                JsonNode document = JSON.readTree(parser);
                pieces.add(new Piece(text.substring(from, at), document));
                at += (int) parser.currentLocation().getCharOffset();
                from = at;
            } catch (IOException e) {
                at++; // a brace of a name
            }
        }
        return new MessageText(text, isBlank(text, from) ? pieces : List.of());
    }

    /** The names of its columns, and of anything else in it whose name sounds like a secret. */
    Set<String> columns() {
        Set<String> columns = new TreeSet<>();
        for (Piece piece : pieces) {
            Set<String> ofRows = new TreeSet<>();
            rows(
                    piece.document().path("payload").isObject()
                            ? piece.document().path("payload")
                            : piece.document(),
                    ofRows);
            columns.addAll(ofRows);
            sensitive(piece.document(), columns);
        }
        return columns;
    }

    /** Laid out, without the values of these columns; empty if they cannot be told from the rest. */
    Optional<String> without(Set<String> hidden) {
        if (pieces.isEmpty()) {
            return hidden.isEmpty() ? Optional.of(text) : Optional.empty();
        }
        StringBuilder shown = new StringBuilder();
        for (Piece piece : pieces) {
            // Words are names of events and tables; a quote or colon may be the rest of a broken document.
            if (!hidden.isEmpty() && piece.words().matches("(?s).*[\":(].*")) {
                return Optional.empty();
            }
            JsonNode copy = piece.document().deepCopy();
            hide(copy, hidden);
            String words = piece.words().strip();
            shown.append(words)
                    .append(words.isEmpty() ? "" : "\n")
                    .append(copy.toPrettyString())
                    .append('\n');
        }
        return Optional.of(shown.toString().stripTrailing());
    }

    private static void rows(JsonNode document, Set<String> columns) {
        boolean found = false;
        for (String container : ROWS) {
            JsonNode rows = document.path(container);
            found |= rows.isContainerNode();
            if (rows.isArray()) {
                rows.forEach(row -> row.fieldNames().forEachRemaining(columns::add));
            } else {
                rows.fieldNames().forEachRemaining(columns::add);
            }
        }
        if (!found && NO_ROW.stream().noneMatch(document::has)) {
            document.fieldNames().forEachRemaining(columns::add);
        }
    }

    private static void sensitive(JsonNode within, Set<String> names) {
        if (within.isObject()) {
            within.fieldNames().forEachRemaining(name -> {
                if (SensitiveNames.contain(name)) {
                    names.add(name);
                }
            });
        }
        within.forEach(child -> sensitive(child, names));
    }

    private static void hide(JsonNode within, Set<String> hidden) {
        if (within instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (hidden.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                    field.setValue(object.textNode(HIDDEN));
                } else {
                    hide(field.getValue(), hidden);
                }
            }
        } else if (within instanceof ArrayNode array) {
            array.forEach(child -> hide(child, hidden));
        }
    }

    private static boolean isBlank(String text, int from) {
        return text.substring(from).isBlank();
    }
}

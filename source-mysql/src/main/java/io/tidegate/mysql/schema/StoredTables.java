package io.tidegate.mysql.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.checkpoint.SourceState;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Collation;
import io.tidegate.model.ColumnType;
import io.tidegate.model.Generation;
import io.tidegate.model.TableName;
import java.util.ArrayList;
import java.util.List;

/**
 * All definitions of a store at one moment. Its text is JSON: {@code {"version":1,"latestTs"?,"tables":[{"schema", "table",
 * "id"?, "schemaVersion"?, "certain"?, "columns":[{"name", "type", "nullable"?, "generation"?, "default"?, "charset"?, "collation"?}], "keys":[{"name", "unique"?, "parts":[{"column"?,
 * "prefix"?}]}]}]}}; what is left out is true for {@code certain}, false, NONE, the whole column and true for {@code unique}.
 *
 * @param tables in no order
 * @param latestTs commit-ts of the last statement that was read; where the text lacks it, the greatest schema version
 */
record StoredTables(List<Entry> tables, long latestTs) implements SourceState {
    private static final int VERSION = 1;
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * @param definition of a table
     * @param certain false once a statement changed the table in a way that could not be applied
     * @param id see {@link io.tidegate.model.TableVersion#id}
     * @param schemaVersion see {@link io.tidegate.model.TableVersion#schemaVersion}
     */
    record Entry(TableDefinition definition, boolean certain, long id, long schemaVersion) {}

    StoredTables {
        tables = List.copyOf(tables);
    }

    @Override
    public String text() {
        ObjectNode root = JSON.createObjectNode().put("version", VERSION).put("latestTs", latestTs);
        ArrayNode all = root.putArray("tables");
        for (Entry entry : tables) {
            TableName name = entry.definition().name();
            ObjectNode table = all.addObject().put("schema", name.schema()).put("table", name.table());
            table.put("id", entry.id()).put("schemaVersion", entry.schemaVersion());
            if (!entry.certain()) {
                table.put("certain", false);
            }
            ArrayNode columns = table.putArray("columns");
            entry.definition().columns().forEach(column -> write(column, columns.addObject()));
            ArrayNode keys = table.putArray("keys");
            entry.definition().keys().forEach(key -> write(key, keys.addObject()));
        }
        return root.toString();
    }

    private static void write(ColumnDefinition column, ObjectNode node) {
        node.put("name", column.name()).put("type", TypeText.print(column.type()));
        if (column.nullable()) {
            node.put("nullable", true);
        }
        if (column.generation() != Generation.NONE) {
            node.put("generation", column.generation().name());
        }
        if (column.defaultText() != null) {
            node.put("default", column.defaultText());
        }
        Collation collation = column.collation();
        if (collation != null) {
            node.put("charset", collation.charset()).put("collation", collation.name());
        }
    }

    private static void write(KeyDefinition key, ObjectNode node) {
        node.put("name", key.name());
        if (!key.unique()) {
            node.put("unique", false);
        }
        ArrayNode parts = node.putArray("parts");
        for (KeyPart part : key.parts()) {
            ObjectNode partNode = parts.addObject();
            if (part.column() != null) {
                partNode.put("column", part.column());
            }
            if (part.prefix() != KeyPart.WHOLE) {
                partNode.put("prefix", part.prefix());
            }
        }
    }

    /** @throws TidegateException STATE_UNREADABLE */
    static StoredTables parse(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException damaged) {
            throw new TidegateException(
                    ErrorCode.STATE_UNREADABLE, "the stored table definitions are no JSON", damaged);
        }
        int version = root.path("version").asInt();
        if (version != VERSION) {
            throw unreadable("the stored table definitions have format " + version + ", known is " + VERSION);
        }
        List<Entry> tables = new ArrayList<>();
        for (JsonNode table : root.path("tables")) {
            TableName name = new TableName(required(table, "schema"), required(table, "table"));
            List<ColumnDefinition> columns = new ArrayList<>();
            table.path("columns").forEach(column -> columns.add(column(column)));
            List<KeyDefinition> keys = new ArrayList<>();
            table.path("keys").forEach(key -> keys.add(key(key)));
            tables.add(new Entry(
                    TableDefinition.of(name, columns, keys),
                    table.path("certain").asBoolean(true),
                    table.path("id").asLong(TableIds.first(name)),
                    table.path("schemaVersion").asLong(0)));
        }
        long greatest = tables.stream().mapToLong(Entry::schemaVersion).max().orElse(0);
        return new StoredTables(tables, root.path("latestTs").asLong(greatest));
    }

    private static ColumnDefinition column(JsonNode node) {
        String typeText = required(node, "type");
        ColumnType type = TypeText.parse(typeText)
                .orElseThrow(() -> unreadable("a stored column has the unknown type " + typeText));
        return new ColumnDefinition(
                required(node, "name"),
                type,
                node.path("nullable").asBoolean(false),
                generation(node),
                node.path("default").textValue(),
                node.has("charset") ? new Collation(required(node, "charset"), required(node, "collation")) : null);
    }

    private static Generation generation(JsonNode node) {
        String name = node.path("generation").asText(Generation.NONE.name());
        for (Generation generation : Generation.values()) {
            if (generation.name().equals(name)) {
                return generation;
            }
        }
        throw unreadable("a stored column has the unknown generation " + name);
    }

    private static KeyDefinition key(JsonNode node) {
        List<KeyPart> parts = new ArrayList<>();
        for (JsonNode part : node.path("parts")) {
            JsonNode column = part.get("column");
            parts.add(new KeyPart(
                    column == null ? null : column.asText(), part.path("prefix").asInt(KeyPart.WHOLE)));
        }
        return new KeyDefinition(required(node, "name"), node.path("unique").asBoolean(true), parts);
    }

    private static String required(JsonNode node, String field) {
        JsonNode value = node.get(field);
        if (value == null || !value.isTextual()) {
            throw unreadable("the stored table definitions lack " + field);
        }
        return value.asText();
    }

    private static TidegateException unreadable(String detail) {
        return new TidegateException(ErrorCode.STATE_UNREADABLE, detail);
    }
}

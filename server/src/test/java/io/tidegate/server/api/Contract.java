package io.tidegate.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The document of the API as a contract: what may be asked and answered. */
final class Contract {
    private final JsonNode document;
    private final Map<JsonNode, JsonSchema> schemas = new HashMap<>();

    Contract(JsonNode document) {
        this.document = document;
    }

    /** What is wrong with an answer. */
    Set<ValidationMessage> violations(String method, String path, int status, JsonNode answer) {
        JsonNode operation = operation(method, path);
        JsonNode response = operation.path("responses").path(Integer.toString(status));
        JsonNode resolved = resolved(response.isMissingNode() ? operation.at("/responses/default") : response);
        return schema(resolved.path("content").elements().next().path("schema")).validate(answer);
    }

    /** What is wrong with a request's body. */
    Set<ValidationMessage> violations(String method, String path, JsonNode body) {
        JsonNode schema = operation(method, path).at("/requestBody/content/application~1json/schema");
        return schema(schema).validate(body);
    }

    /** The path of the document that a requested one is an instance of; null if there is none. */
    @Nullable
    String template(String path) {
        String best = null;
        for (Map.Entry<String, JsonNode> entry : document.path("paths").properties()) {
            String template = entry.getKey();
            boolean matches = path.matches(template.replaceAll("\\{[a-z]+}", "[^/]+"));
            if (matches && (best == null || !template.contains("{"))) {
                best = template;
            }
        }
        return best;
    }

    private JsonNode operation(String method, String path) {
        String template = template(path);
        JsonNode operation =
                document.path("paths").path(String.valueOf(template)).path(method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            throw new AssertionError("the document has no " + method + " " + path);
        }
        return operation;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").textValue().substring(1)) : node;
    }

    private JsonSchema schema(JsonNode schema) {
        return schemas.computeIfAbsent(schema, node -> {
            ObjectNode whole = ((ObjectNode) node).deepCopy();
            whole.set("components", document.path("components"));
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(whole);
        });
    }
}

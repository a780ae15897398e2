package io.tidegate.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Answers;
import io.tidegate.server.web.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The OpenAPI 3.1 document of a server. The resource {@code openapi.json} says what each operation takes and answers; what
 * follows from the code is added here, so that it cannot differ: who may use an operation, the parameters of its path, the
 * form of errors, and the settings of a changefeed. Operations that this server has not are left out.
 */
final class OpenApiDocument {
    private static final String RESOURCE = "openapi.json";
    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([a-z]+)}");

    private OpenApiDocument() {}

    static ObjectNode of(List<Endpoint> endpoints) {
        ObjectNode document = written();
        ObjectNode paths = document.withObjectProperty("paths");
        ObjectNode served = Answers.object();
        for (Endpoint endpoint : endpoints) {
            String method = endpoint.method().name().toLowerCase(Locale.ROOT);
            JsonNode operation = paths.path(endpoint.path()).path(method);
            if (operation instanceof ObjectNode known) {
                served.withObjectProperty(endpoint.path()).set(method, completed(known.deepCopy(), endpoint));
            }
        }
        document.set("paths", served);
        ((ObjectNode) document.at("/components/schemas")).set("ReplicaConfig", ChangefeedConfig.jsonSchema());
        return document;
    }

    /** The resource as it stands. */
    static ObjectNode written() {
        try (InputStream resource = OpenApiDocument.class.getResourceAsStream(RESOURCE)) {
            return (ObjectNode) new JsonMapper().readTree(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode completed(ObjectNode operation, Endpoint endpoint) {
        Matcher names = PATH_PARAMETER.matcher(endpoint.path());
        ArrayNode parameters = operation.withArrayProperty("parameters");
        while (names.find()) {
            ObjectNode parameter = parameters
                    .addObject()
                    .put("name", names.group(1))
                    .put("in", "path")
                    .put("required", true);
            parameter.putObject("schema").put("type", "string");
        }
        if (parameters.isEmpty()) {
            operation.remove("parameters");
        }
        operation.withObjectProperty("responses").putObject("default").put("$ref", "#/components/responses/Problem");
        ArrayNode security = operation.putArray("security");
        if (endpoint.access() != Access.PUBLIC) {
            security.addObject().putArray("token");
            security.addObject().putArray("session");
            operation.put("x-tidegate-role", endpoint.access().name().toLowerCase(Locale.ROOT));
        }
        return operation;
    }
}

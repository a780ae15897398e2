package io.tidegate.kafka.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.config.SchemaRegistryConfig;
import io.tidegate.encode.avro.SchemaRegistry;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A schema registry behind the REST interface of Confluent's, see "Schema Registry API Reference" there. Compatibility
 * levels are neither set nor overridden: what the registry refuses is an error that says so.
 */
public final class HttpRegistry implements SchemaRegistry {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int NOT_FOUND = 404;

    private final RegistryConnection connection;
    private final RegistryFailures failures;

    public HttpRegistry(SchemaRegistryConfig config) {
        this.failures = new RegistryFailures(config);
        this.connection = new RegistryConnection(config, failures);
    }

    @Override
    public int register(String subject, String schema) {
        // Without a type: registries older than 5.5 know nothing but Avro, and not the word.
        String body = MAPPER.createObjectNode().put("schema", schema).toString();
        Answer answer = connection.post("/subjects/" + encoded(subject) + "/versions", body);
        if (!answer.isOk()) {
            throw failures.refused(subject, answer);
        }
        int id = answer.json().path("id").asInt();
        if (id <= 0) {
            throw failures.notUnderstood("a registered schema", answer);
        }
        return id;
    }

    @Override
    public String schema(int id) {
        Answer answer = connection.get("/schemas/ids/" + id);
        if (answer.status() == NOT_FOUND && answer.isRegistrys()) {
            throw failures.unknownId(id);
        }
        if (!answer.isOk()) {
            throw failures.of(answer);
        }
        JsonNode schema = answer.json().path("schema");
        if (!schema.isTextual()) {
            throw failures.notUnderstood("schema " + id, answer);
        }
        return schema.textValue();
    }

    /** Asks for the kinds of schemas, which needs no permission; a registry before 5.5 answers that it has no such page. */
    @Override
    public void requireReachable() {
        Answer answer = connection.get("/schemas/types");
        boolean isOld = answer.status() == NOT_FOUND && answer.isRegistrys();
        if (!isOld && !(answer.isOk() && answer.json().isArray())) {
            throw failures.of(answer);
        }
    }

    /** The checks before the start, see {@link RegistryChecks}. */
    RegistryConnection connection() {
        return connection;
    }

    RegistryFailures failures() {
        return failures;
    }

    static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8);
    }

    /**
     * What a registry answers.
     *
     * @param status of HTTP
     * @param body as text
     * @param location where it redirects to, else empty
     */
    record Answer(int status, String body, String location) {
        boolean isOk() {
            return status == 200;
        }

        /** The body as JSON; a missing node if it is none. */
        JsonNode json() {
            try {
                JsonNode json = MAPPER.readTree(body);
                return json == null ? MAPPER.missingNode() : json;
            } catch (JsonProcessingException e) {
                return MAPPER.missingNode();
            }
        }

        /** Whether a registry wrote an error, and not whatever else listens there. */
        boolean isRegistrys() {
            return json().has("error_code");
        }
    }
}

package io.tidegate.server.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.config.Secret;
import io.tidegate.config.SourceUri;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.state.StoredCluster;

/** A cluster as it is stored: {@code {"uri":…,"password":…}}. */
final class ClusterJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ClusterJson() {}

    static SourceCluster read(StoredCluster stored) {
        JsonNode json = stored.definition().reveal(text -> {
            try {
                return MAPPER.readTree(text);
            } catch (JsonProcessingException e) {
                // What cannot be read may hold the password: neither text nor cause is told.
                throw new TidegateException(ErrorCode.STATE_UNREADABLE, "the definition of cluster " + stored.id());
            }
        });
        String uri = json.path("uri").asText();
        return new SourceCluster(
                stored.id(),
                stored.name(),
                uri,
                SourceUri.parse(uri, new Secret(json.path("password").asText())),
                stored.createdAt(),
                stored.updatedAt());
    }

    static StoredCluster write(SourceCluster cluster) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("uri", cluster.uri());
        cluster.endpoint().password().reveal(password -> json.put("password", password));
        return new StoredCluster(
                cluster.id(), cluster.name(), new Secret(json.toString()), cluster.createdAt(), cluster.updatedAt());
    }
}

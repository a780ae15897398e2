package io.tidegate.cli.client.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.cli.client.ClientSession;
import io.tidegate.cli.client.Facts;
import io.tidegate.cli.client.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A source cluster for people. */
final class ClusterText {
    private ClusterText() {}

    static Facts facts(JsonNode cluster, ClientSession session) {
        return new Facts()
                .add("id", cluster.path("id").asText())
                .add("name", cluster.path("name").asText())
                .add("kind", cluster.path("kind").asText())
                .add("source", cluster.path("uri").asText())
                .add("can", capabilities(cluster))
                .add("registered", time(cluster.path("created_at"), session))
                .add("changed", time(cluster.path("updated_at"), session));
    }

    /** For example {@code start at time, start at position}. */
    static String capabilities(JsonNode cluster) {
        List<String> names = new ArrayList<>();
        cluster.path("capabilities")
                .forEach(
                        name -> names.add(name.asText().toLowerCase(Locale.ROOT).replace('_', ' ')));
        return String.join(", ", names);
    }

    private static String time(JsonNode time, ClientSession session) {
        return time.isTextual() ? Times.of(Instant.parse(time.textValue()), session.zone()) : "";
    }
}

package io.tidegate.server.console.draft;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which settings of a changefeed the pages show. All others are carried along. */
final class ShownSettings {
    /** By section of the configuration file. */
    private static final Map<List<String>, Set<String>> BY_SECTION = Map.of(
            List.of(),
            Set.of("case-sensitive", "force-replicate", "ignore-ineligible-table"),
            List.of("filter"),
            Set.of("rules", "event-filters"),
            List.of("sink"),
            Set.of("protocol", "schema-registry", "dispatchers", "column-selectors"),
            List.of("sink", "kafka-config"),
            Set.of(
                    "kafka-version",
                    "compression",
                    "partition-num",
                    "replication-factor",
                    "enable-tls",
                    "ca",
                    "cert",
                    "key",
                    "sasl-mechanism",
                    "sasl-user",
                    "sasl-password",
                    "sasl-gssapi-auth-type",
                    "sasl-gssapi-keytab-path",
                    "sasl-gssapi-kerberos-config-path",
                    "sasl-gssapi-service-name",
                    "sasl-gssapi-user",
                    "sasl-gssapi-password",
                    "sasl-gssapi-realm",
                    "sasl-oauth-client-id",
                    "sasl-oauth-client-secret",
                    "sasl-oauth-token-url",
                    "sasl-oauth-scopes",
                    "sasl-oauth-audience"),
            List.of("sink", "kafka-config", "codec-config"),
            Set.of(
                    "enable-tidb-extension",
                    "avro-decimal-handling-mode",
                    "avro-bigint-unsigned-handling-mode",
                    "encoding-format"),
            List.of("tidegate", "kafka"),
            Set.of("tls-server-name", "sasl-oauth-ca"),
            List.of("tidegate", "schema-registry"),
            Set.of("ca"));

    private static final Set<String> NAMES =
            BY_SECTION.values().stream().flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    private ShownSettings() {}

    /** {@code replica_config} without them. */
    static ObjectNode removedFrom(ObjectNode replicaConfig) {
        ObjectNode rest = replicaConfig.deepCopy();
        BY_SECTION.forEach((path, names) -> {
            ObjectNode section = rest;
            for (String name : path) {
                if (section.get(json(name)) instanceof ObjectNode inner) {
                    section = inner;
                } else {
                    return;
                }
            }
            section.remove(names.stream().map(ShownSettings::json).toList());
        });
        removeEmpty(rest);
        return rest;
    }

    private static void removeEmpty(ObjectNode object) {
        object.properties().removeIf(field -> {
            if (field.getValue() instanceof ObjectNode section) {
                removeEmpty(section);
                return section.isEmpty();
            }
            return false;
        });
    }

    /** The parameters of a sink URI without them. */
    static Map<String, String> removedFrom(Map<String, String> parameters) {
        Map<String, String> rest = new LinkedHashMap<>(parameters);
        rest.keySet().removeAll(NAMES);
        return rest;
    }

    /** The parameters of a sink URI that can be read; of one that is given more than once the first value. */
    static Map<String, String> parameters(String uri) {
        int query = uri.indexOf('?');
        Map<String, String> parameters = new LinkedHashMap<>();
        Stream.of(query < 0 ? new String[0] : uri.substring(query + 1).split("&"))
                .map(parameter -> parameter.split("=", 2))
                .filter(parameter -> parameter.length == 2 && !parameter[1].isEmpty())
                .forEach(parameter -> parameters.putIfAbsent(decoded(parameter[0]), decoded(parameter[1])));
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String json(String name) {
        return name.replace('-', '_');
    }
}

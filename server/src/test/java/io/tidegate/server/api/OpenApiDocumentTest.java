package io.tidegate.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenApiDocumentTest {
    @TempDir
    private Path folder;

    @Test
    void theDocumentOfSomeRoutesHasThemAndNoOther() {
        try (ApiSite site = new ApiSite(folder)) {
            List<Endpoint> endpoints = endpoints(site);
            Set<String> routes = new TreeSet<>();
            endpoints.forEach(route -> routes.add(route.method() + " " + route.path()));
            assertThat(operations(OpenApiDocument.written())).containsAll(routes);
            assertThat(operations(OpenApiDocument.of(endpoints))).isEqualTo(routes);
        }
    }

    @Test
    void itSaysWhoMayUseARoute() {
        try (ApiSite site = new ApiSite(folder)) {
            JsonNode paths = OpenApiDocument.of(endpoints(site)).path("paths");
            for (Endpoint route : endpoints(site)) {
                JsonNode operation =
                        paths.path(route.path()).path(route.method().name().toLowerCase(Locale.ROOT));
                boolean open = route.access() == Access.PUBLIC;
                assertThat(operation.path("security").isEmpty()).isEqualTo(open);
                assertThat(operation.path("x-tidegate-role").asText("public"))
                        .isEqualTo(route.access().name().toLowerCase(Locale.ROOT));
            }
        }
    }

    @Test
    void everyReferenceLeadsSomewhereAndEverySchemaIsOne() {
        try (ApiSite site = new ApiSite(folder)) {
            JsonNode document = site.ask("GET", Api.DOCUMENT, "").json();
            for (JsonNode reference : document.findValues("$ref")) {
                assertThat(document.at(reference.textValue().substring(1)).isMissingNode())
                        .as(reference.textValue())
                        .isFalse();
            }
            JsonSchema meta = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(URI.create("https://json-schema.org/draft/2020-12/schema"));
            for (Map.Entry<String, JsonNode> schema :
                    document.at("/components/schemas").properties()) {
                assertThat(meta.validate(schema.getValue())).as(schema.getKey()).isEmpty();
            }
        }
    }

    @Test
    void everySettingOfAChangefeedIsDescribedAtItsPlace() {
        JsonNode config = ChangefeedConfig.jsonSchema();
        assertThat(config.at("/properties/sync_point_interval/type/0").textValue())
                .isEqualTo("integer");
        assertThat(config.at("/properties/sink/properties/dispatchers/items/properties/partition/default")
                        .textValue())
                .isEqualTo("default");
        assertThat(config.at("/properties/sink/properties/kafka_config/properties/sasl_password/format")
                        .textValue())
                .isEqualTo("password");
        assertThat(config.at("/properties/tidegate/properties/kafka/properties/linger.ms/default")
                        .intValue())
                .isEqualTo(5);
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(config);
        assertThat(schema.validate(ApiSite.read("{\"sink\": {\"kafka_config\": {\"dial_timeout\": \"3s\"}}}")))
                .isEmpty();
        assertThat(schema.validate(ApiSite.read("{\"sink\": {\"kafka-config\": {}}}")))
                .isNotEmpty();
    }

    private static List<Endpoint> endpoints(ApiSite site) {
        return Stream.concat(
                        site.api().endpoints().stream(),
                        Stream.of(Api.document(site.api().endpoints())))
                .toList();
    }

    private static Set<String> operations(JsonNode document) {
        Set<String> operations = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey()));
        }
        return operations;
    }
}

package io.tidegate.server.api;

import static io.tidegate.server.api.Parameters.inNamespace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.tidegate.config.ChangefeedConfig;
import io.tidegate.filter.TableFilter;
import io.tidegate.model.TableVersion;
import io.tidegate.server.cluster.Clusters;
import io.tidegate.server.web.Access;
import io.tidegate.server.web.Answers;
import io.tidegate.server.web.Endpoint;
import io.tidegate.server.web.JsonBody;
import java.util.List;

/** Which tables a configuration would replicate, as TiCDC's API tells it: by its filter alone, without asking the sink. */
final class TableRoutes {
    private final Clusters clusters;

    TableRoutes(Clusters clusters) {
        this.clusters = clusters;
    }

    List<Endpoint> endpoints() {
        return List.of(
                Endpoint.post("/api/v2/verify_table", Access.VIEWER, inNamespace(this::tables)),
                Endpoint.post("/api/v2/get_all_tables", Access.VIEWER, inNamespace(this::tables)));
    }

    private void tables(Context context) {
        JsonBody body = JsonBody.of(context);
        JsonNode config = body.object("replica_config");
        JsonBody own = body.child("tidegate");
        String cluster = own.text("cluster");
        own.end();
        body.ignore("start_ts", "sink_uri");
        body.nothingIn(
                "a source is a registered cluster", "pd_addrs", "ca_path", "cert_path", "key_path", "cert_allowed_cn");
        body.end();
        ChangefeedConfig read = config == null ? ChangefeedConfig.empty() : ChangefeedConfig.ofJson(config);
        TableFilter filter = TableFilter.of(read.filterRules(), read.caseSensitive());
        List<TableVersion> tables = clusters.tables(clusters.getOrOnly(cluster).id()).stream()
                .filter(table -> filter.matches(table.name()))
                .toList();
        ObjectNode answer = Answers.object();
        put(
                answer,
                "ineligible_tables",
                tables.stream().filter(table -> !table.hasHandleKey()).toList());
        put(
                answer,
                "eligible_tables",
                tables.stream().filter(TableVersion::hasHandleKey).toList());
        put(answer, "all_tables", tables);
        Answers.send(context, answer);
    }

    private static void put(ObjectNode answer, String name, List<TableVersion> tables) {
        if (!tables.isEmpty()) {
            answer.set(name, Answers.array(tables, TableRoutes::shape));
        }
    }

    private static ObjectNode shape(TableVersion table) {
        return Answers.object()
                .put("database_name", table.name().schema())
                .put("table_name", table.name().table())
                .put("table_id", table.id())
                .put("is_partition", false);
    }
}

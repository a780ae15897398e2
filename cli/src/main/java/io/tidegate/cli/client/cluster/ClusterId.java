package io.tidegate.cli.client.cluster;

import io.tidegate.cli.client.ApiPath;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The one cluster that a command is about. */
final class ClusterId {
    @Parameters(paramLabel = "ID", description = "The cluster.")
    private String id = "";

    String id() {
        return id;
    }

    ApiPath path(String... parts) {
        List<String> all = new ArrayList<>(List.of("clusters", id));
        all.addAll(List.of(parts));
        return ApiPath.own(all.toArray(String[]::new));
    }
}

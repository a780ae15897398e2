package io.tidegate.cli.client.changefeed;

import io.tidegate.cli.client.ApiPath;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** TiCDC's namespaces, of which there is one here; another is the server's to refuse. */
final class NamespaceOption {
    @Option(
            names = {"-n", "--namespace", "-k", "--keyspace"},
            paramLabel = "NAME",
            description = "For scripts written for TiCDC: default is the only namespace.")
    private @Nullable String namespace;

    ApiPath in(ApiPath path) {
        return namespace == null ? path : path.query("namespace", namespace);
    }
}

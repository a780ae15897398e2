package io.tidegate.cli.client.changefeed;

import io.tidegate.cli.client.ApiPath;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The one changefeed that a command is about. */
final class ChangefeedOption {
    @Option(
            names = {"-c", "--changefeed-id"},
            paramLabel = "ID",
            required = true,
            description = "The changefeed.")
    private String id = "";

    @Mixin
    private NamespaceOption namespace = new NamespaceOption();

    String id() {
        return id;
    }

    /** A path that TiCDC has, below the changefeed. */
    ApiPath path(String... parts) {
        return namespace.in(ApiPath.of(below(parts)));
    }

    /** A path that only Tidegate has, below the changefeed. */
    ApiPath ownPath(String... parts) {
        return ApiPath.own(below(parts));
    }

    private String[] below(String... parts) {
        List<String> all = new ArrayList<>(List.of("changefeeds", id));
        all.addAll(List.of(parts));
        return all.toArray(String[]::new);
    }
}

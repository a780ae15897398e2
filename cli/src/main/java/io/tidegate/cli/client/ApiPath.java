package io.tidegate.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A path of the API, made of parts that may hold whatever somebody typed. */
public final class ApiPath {
    private final String path;
    private final String query;

    private ApiPath(String path, String query) {
        this.path = path;
        this.query = query;
    }

    /** A path that TiCDC has, {@code /api/v2/…}. */
    public static ApiPath of(String... parts) {
        return new ApiPath("/api/v2", "").with(parts);
    }

    /** A path that only Tidegate has, {@code /api/v2/tidegate/…}. */
    public static ApiPath own(String... parts) {
        return new ApiPath("/api/v2/tidegate", "").with(parts);
    }

    /** The same path with a parameter in its query. */
    public ApiPath query(String name, String value) {
        return new ApiPath(path, query + (query.isEmpty() ? "?" : "&") + escaped(name) + "=" + escaped(value));
    }

    /** As it is sent. */
    @Override
    public String toString() {
        return path + query;
    }

    private ApiPath with(String... parts) {
        StringBuilder joined = new StringBuilder(path);
        for (String part : parts) {
            joined.append('/').append(escaped(part));
        }
        return new ApiPath(joined.toString(), query);
    }

    /** Dots alone would be steps in the path. */
    private static String escaped(String part) {
        String escaped = URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
        return escaped.equals(".") || escaped.equals("..") ? escaped.replace(".", "%2E") : escaped;
    }
}

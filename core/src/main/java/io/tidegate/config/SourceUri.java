package io.tidegate.config;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the URI of a source: {@code mysql://user[:password]@host[:port]/?tls=…&ca=…&cert=…&key=…}, and the same with
 * {@code mariadb}. User name and password are percent-decoded.
 */
public final class SourceUri {
    private static final int DEFAULT_PORT = 3306;
    private static final List<String> PARAMETERS = List.of("tls", "ca", "cert", "key");

    private SourceUri() {}

    /**
     * The endpoint that a URI names.
     *
     * @throws TidegateException SOURCE_URI_INVALID
     */
    public static SourceEndpoint parse(String text) {
        return parse(text, null);
    }

    /**
     * The endpoint that a URI names.
     *
     * @param password the password if the URI has none
     * @throws TidegateException SOURCE_URI_INVALID
     */
    public static SourceEndpoint parse(String text, @Nullable Secret password) {
        UriParts parts;
        try {
            parts = UriParts.parse(text.strip());
        } catch (IllegalArgumentException e) {
            throw invalid(text, String.valueOf(e.getMessage()));
        }
        SourceKind kind = kind(text, parts.scheme());
        if (parts.hosts().size() != 1) {
            throw invalid(text, "it names " + parts.hosts().size() + " hosts, a source is one server");
        }
        if (!parts.path().isEmpty() && !parts.path().equals("/")) {
            throw invalid(text, "it names a database; which tables are replicated is said by filter rules");
        }
        UriParts.HostAndPort host = parts.hosts().get(0);
        String login = parts.login() == null ? "" : parts.login();
        int colon = login.indexOf(':');
        String user = decode(text, colon < 0 ? login : login.substring(0, colon));
        if (user.isEmpty()) {
            throw invalid(text, "the user name is missing");
        }
        return new SourceEndpoint(
                kind,
                host.host(),
                host.port() == 0 ? DEFAULT_PORT : host.port(),
                user,
                password(text, login, colon, password),
                SourceTlsOptions.resolve(text, parameters(text, parts)));
    }

    /** A source URI, or what was meant to be one, with its password replaced by {@code ******}. */
    public static String mask(String text) {
        return UriMask.mask(text, Set.copyOf(PARAMETERS));
    }

    /** A valid source URI without its password; the same if it has none. */
    public static String withoutPassword(String text) {
        String uri = text.strip();
        int start = uri.indexOf("://") + 3;
        int at = uri.lastIndexOf('@', uri.indexOf('?') < 0 ? uri.length() : uri.indexOf('?'));
        int colon = uri.indexOf(':', start);
        return colon < 0 || colon > at ? uri : uri.substring(0, colon) + uri.substring(at);
    }

    static TidegateException invalid(String text, String reason) {
        return new TidegateException(
                ErrorCode.SOURCE_URI_INVALID, "source uri invalid '" + mask(text.strip()) + "': " + reason);
    }

    private static SourceKind kind(String text, String scheme) {
        return switch (scheme) {
            case "mysql" -> SourceKind.MYSQL;
            case "mariadb" -> SourceKind.MARIADB;
            case "tidb" ->
                throw invalid(text, "sources of kind tidb are not available yet")
                        .withRemedy(
                                "Use a MySQL or MariaDB source: mysql://user@host:port/ or mariadb://user@host:port/.");
            default -> throw invalid(text, "the scheme is " + scheme + ", not mysql or mariadb");
        };
    }

    private static Secret password(String text, String login, int colon, @Nullable Secret outside) {
        if (colon >= 0) {
            return new Secret(decode(text, login.substring(colon + 1)));
        }
        return outside == null ? new Secret("") : outside;
    }

    private static Map<String, String> parameters(String text, UriParts parts) {
        Map<String, String> parameters = new HashMap<>();
        for (UriParts.Parameter parameter : parts.parameters()) {
            String name = parameter.name();
            if (!PARAMETERS.contains(name) && parameter.value().isEmpty()) {
                throw invalid(text, "it has a parameter without a value; write %3F and %26 for ? and & themselves");
            }
            if (!PARAMETERS.contains(name)) {
                String nearest = NearestName.of(name, PARAMETERS)
                        .map(known -> ", did you mean " + known + "?")
                        .orElse(", there are " + String.join(", ", PARAMETERS));
                throw invalid(text, "no such parameter: " + name + nearest);
            }
            if (parameters.put(name, parameter.value()) != null) {
                throw invalid(text, name + " is given more than once");
            }
        }
        return parameters;
    }

    private static String decode(String text, String encoded) {
        try {
            return UriParts.decode(encoded, "the login");
        } catch (IllegalArgumentException e) {
            throw invalid(text, String.valueOf(e.getMessage()));
        }
    }
}

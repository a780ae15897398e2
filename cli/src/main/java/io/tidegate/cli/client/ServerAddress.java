package io.tidegate.cli.client;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Where a server is.
 *
 * @param uri scheme, host and port, nothing behind them
 */
record ServerAddress(URI uri) {
    static final String DEFAULT = "http://127.0.0.1:8300";
    private static final int DEFAULT_PORT = 8300;
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** @throws TidegateException INVALID_ARGUMENT for anything but {@code http://host:port} and {@code https://host:port} */
    static ServerAddress parse(String text) {
        URI given;
        try {
            given = URI.create(text.contains("://") ? text : "http://" + text);
        } catch (IllegalArgumentException e) {
            throw wrong("it is no URL");
        }
        String scheme = given.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw wrong("its scheme is " + scheme);
        }
        if (given.getUserInfo() != null) {
            throw wrong("it has a login in it; give an API token in TIDEGATE_TOKEN or with --token-file");
        }
        String host = given.getHost();
        if (host == null) {
            throw wrong("it has no host");
        }
        String rest = given.getRawPath();
        if ((!rest.isEmpty() && !rest.equals("/")) || given.getRawQuery() != null) {
            throw wrong("it has something behind host and port");
        }
        int port = given.getPort() < 0 ? DEFAULT_PORT : given.getPort();
        return new ServerAddress(URI.create(scheme + "://" + host + ":" + port));
    }

    boolean isTls() {
        return uri.getScheme().equals("https");
    }

    /** Whether what is sent leaves this machine as everybody on the way can read it. */
    boolean isExposed() {
        return !isTls() && !LOOPBACK.contains(uri.getHost());
    }

    @Override
    public String toString() {
        return uri.toString();
    }

    private static TidegateException wrong(String why) {
        return new TidegateException(ErrorCode.INVALID_ARGUMENT, "--server cannot be used, " + why)
                .withRemedy("Write --server (or TIDEGATE_SERVER) as http://host:8300 or https://host:8300.");
    }
}

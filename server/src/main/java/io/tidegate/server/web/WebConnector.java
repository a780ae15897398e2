package io.tidegate.server.web;

import java.security.KeyStore;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/** Makes the one connector of the server: HTTP/1.1, with TLS 1.2 or later if asked for, and limits of what a client may hold. */
final class WebConnector {
    private static final int MAX_CONNECTIONS = 512;
    private static final long IDLE_MILLIS = 60_000;
    private static final long SHUTDOWN_IDLE_MILLIS = 250;
    private static final int EAGER_BODY_BYTES = 64 * 1024;
    private static final int FRAME_BYTES = 64;
    private static final int MAX_HEADER_BYTES = 8192;

    private final ListenSettings settings;
    private final SecurityHeaders headers;
    private final @Nullable KeyStore keys;

    WebConnector(ListenSettings settings, SecurityHeaders headers) {
        this.settings = settings;
        this.headers = headers;
        this.keys = settings.tls() == null ? null : PemKeyStore.load(settings.tls());
    }

    ServerConnector on(Server server) {
        HttpConnectionFactory http = new HttpConnectionFactory(http());
        ServerConnector connector = keys == null
                ? new ServerConnector(server, 1, 1, http)
                : new ServerConnector(server, 1, 1, new SslConnectionFactory(tls(keys), http.getProtocol()), http);
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
        return connector;
    }

    /** Has a small body together before a thread is given to its request, so that slow clients hold none. */
    static EagerContentHandler patience() {
        return new EagerContentHandler(
                new EagerContentHandler.RetainedContentLoaderFactory(EAGER_BODY_BYTES, FRAME_BYTES, false));
    }

    private HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        // Paths that mean one thing to the router and another to a proxy are refused.
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.addCustomizer(headers);
        if (keys != null) {
            // The name is not checked against the certificate: clients do that, and an address has no name.
            http.addCustomizer(new SecureRequestCustomizer(false));
        }
        return http;
    }

    private static SslContextFactory.Server tls(KeyStore keys) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(keys);
        tls.setKeyStorePassword("");
        tls.setKeyManagerPassword("");
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        return tls;
    }
}

package io.tidegate.mysql.protocol;

import io.tidegate.config.Secret;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.config.SourceKind;
import io.tidegate.config.SourceTls;
import io.tidegate.embedded.EmbeddedMariaDb;
import io.tidegate.embedded.LocalMySql;

/** Endpoints of the servers that tests start. */
final class Endpoints {
    static final SourceTls NO_TLS = new SourceTls(SourceTls.Mode.DISABLED, null, null, null);

    private Endpoints() {}

    static SourceEndpoint of(EmbeddedMariaDb server) {
        return of(server, server.adminUser(), server.adminPassword());
    }

    static SourceEndpoint of(EmbeddedMariaDb server, String user, String password) {
        return new SourceEndpoint(SourceKind.MARIADB, server.host(), server.port(), user, new Secret(password), NO_TLS);
    }

    static SourceEndpoint of(LocalMySql server, String user, String password, SourceTls tls) {
        return new SourceEndpoint(SourceKind.MYSQL, server.host(), server.port(), user, new Secret(password), tls);
    }

    static SourceEndpoint at(SourceEndpoint endpoint, String host, int port) {
        return new SourceEndpoint(endpoint.kind(), host, port, endpoint.user(), endpoint.password(), endpoint.tls());
    }

    static SourceEndpoint with(SourceEndpoint endpoint, SourceTls tls) {
        return new SourceEndpoint(
                endpoint.kind(), endpoint.host(), endpoint.port(), endpoint.user(), endpoint.password(), tls);
    }
}

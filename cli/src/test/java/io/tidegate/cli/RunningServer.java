package io.tidegate.cli;

import io.tidegate.server.ServerSettings;
import io.tidegate.server.TidegateServer;
import java.nio.file.Path;
import java.util.Map;

/** A server in this process, listening at a free port, and its administrator. */
final class RunningServer implements AutoCloseable {
    private final TidegateServer server;
    private final AdminClient admin;

    private RunningServer(TidegateServer server, AdminClient admin) {
        this.server = server;
        this.admin = admin;
    }

    /** Starts a server on a data directory that no server has used. */
    static RunningServer start(Path dataDir) {
        return start(dataDir, ServerSettings.defaults());
    }

    static RunningServer start(Path dataDir, ServerSettings settings) {
        TidegateServer server = TidegateServer.start(
                dataDir, settings.listeningAt("127.0.0.1:0"), ServerConnectors::new, Map.of(), Main.VERSION);
        try {
            return new RunningServer(server, AdminClient.login(server.url(), dataDir));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    TidegateServer server() {
        return server;
    }

    AdminClient admin() {
        return admin;
    }

    @Override
    public void close() {
        server.close();
    }
}

package io.tidegate.cli.client;

import io.tidegate.config.Secret;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that talks to a server. */
public final class ServerOptions {
    @Option(
            names = "--server",
            paramLabel = "URL",
            description = "The server (default: TIDEGATE_SERVER, or " + ServerAddress.DEFAULT + ").")
    private @Nullable String server;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with an API token (default: TIDEGATE_TOKEN, or what tidegate login kept).")
    private @Nullable Path tokenFile;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "PEM file with the authority of the server's certificate (default: those of Java).")
    private @Nullable Path ca;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "text, or json for the server's answer as it came (default: text).")
    private OutputFormat output = OutputFormat.TEXT;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    private final Surroundings surroundings;

    public ServerOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Begins to talk to the server as whoever the token belongs to. */
    public ClientSession session() {
        ServerAddress address = address();
        Secret token = token(address);
        if (token != null && address.isExposed()) {
            err().println("warning the token goes to " + address + " unencrypted; use https://");
            err().flush();
        }
        return session(address, token);
    }

    /** Begins to talk to the server as nobody yet. */
    public ClientSession anonymousSession() {
        return session(address(), null);
    }

    /** The server, in the one form that it is known by. */
    public String serverName() {
        return address().toString();
    }

    private ClientSession session(ServerAddress address, @Nullable Secret token) {
        ProgressLine progress = new ProgressLine(err(), surroundings.watched());
        return new ClientSession(
                new ApiClient(address, token, ca, progress),
                command.commandLine().getOut(),
                err(),
                output,
                progress,
                new Confirmation(err(), surroundings.lines()),
                surroundings);
    }

    private ServerAddress address() {
        String text = server == null ? surroundings.environment().getOrDefault("TIDEGATE_SERVER", "") : server;
        return ServerAddress.parse(text.isBlank() ? ServerAddress.DEFAULT : text);
    }

    private @Nullable Secret token(ServerAddress address) {
        if (tokenFile != null) {
            return SecretFile.read(tokenFile);
        }
        String variable = surroundings.environment().getOrDefault("TIDEGATE_TOKEN", "");
        return variable.isBlank() ? LoginFile.of(surroundings).token(address.toString()) : new Secret(variable.strip());
    }

    private PrintWriter err() {
        return command.commandLine().getErr();
    }
}

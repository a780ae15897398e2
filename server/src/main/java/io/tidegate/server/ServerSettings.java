package io.tidegate.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a server.
 *
 * @param listen where it listens, {@code host:port}
 * @param tls the files it serves TLS with, null for none
 * @param insecureHttp whether it may listen on other than loopback addresses without TLS
 * @param hosts names under which clients may address it beside its own address
 * @param fileRoots directories of this machine whose files changefeeds may use
 * @param maxChangefeedsPerCluster how many changefeeds a source cluster may have
 * @param anonymousMetrics whether {@code /metrics} needs no login
 * @param oidc the provider that may tell who somebody is, null for none
 */
public record ServerSettings(
        String listen,
        @Nullable TlsFiles tls,
        boolean insecureHttp,
        List<String> hosts,
        List<Path> fileRoots,
        int maxChangefeedsPerCluster,
        boolean anonymousMetrics,
        @Nullable Oidc oidc) {
    /** Where a server listens unless it is told otherwise. */
    public static final String DEFAULT_LISTEN = "127.0.0.1:8300";

    private static final int DEFAULT_CHANGEFEEDS = 5;

    /** Certificate chain and private key, both PEM. */
    public record TlsFiles(Path cert, Path key) {}

    /**
     * An OpenID Connect provider.
     *
     * @param issuer its URL
     * @param clientId by which it knows this server
     * @param clientSecret the secret of that client
     * @param redirectUri where it sends people back to, {@code https://HOST/api/v2/tidegate/session/oidc/callback}
     * @param roleClaim the claim of the ID token that names groups or roles; dots lead into objects
     * @param roles from values of that claim to roles here; who has none of them is not let in
     */
    public record Oidc(
            String issuer,
            String clientId,
            Secret clientSecret,
            String redirectUri,
            String roleClaim,
            Map<String, String> roles) {}

    /** What holds without a file. */
    public static ServerSettings defaults() {
        return new ServerSettings(DEFAULT_LISTEN, null, false, List.of(), List.of(), DEFAULT_CHANGEFEEDS, false, null);
    }

    /**
     * Reads a configuration file in TOML.
     *
     * @throws TidegateException CONFIG_UNREADABLE, CONFIG_UNKNOWN_KEY, CONFIG_INVALID_VALUE
     */
    public static ServerSettings read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new TidegateException(ErrorCode.CONFIG_UNREADABLE, file + ": " + e, e);
        }
    }

    /** The same from its text. */
    public static ServerSettings parse(String toml) {
        JsonNode root;
        try {
            root = new TomlMapper().readTree(toml);
        } catch (JsonProcessingException e) {
            // The parser quotes the text, which may hold a secret.
            throw new TidegateException(
                    ErrorCode.CONFIG_UNREADABLE,
                    "this is not TOML, near line " + e.getLocation().getLineNr());
        }
        SettingTable table = new SettingTable("", root);
        ServerSettings defaults = defaults();
        ServerSettings settings = new ServerSettings(
                table.text("listen", defaults.listen()),
                table.child("tls").map(ServerSettings::tls).orElse(null),
                table.flag("insecure-http", defaults.insecureHttp()),
                table.texts("hosts"),
                table.texts("file-roots").stream().map(Path::of).toList(),
                table.whole("max-changefeeds-per-cluster", defaults.maxChangefeedsPerCluster(), 1, 10_000),
                table.child("metrics")
                        .map(metrics -> metrics.closed(metrics.flag("anonymous", false)))
                        .orElse(defaults.anonymousMetrics()),
                table.child("oidc").map(ServerSettings::oidc).orElse(null));
        return table.closed(settings);
    }

    /** The same, listening elsewhere. */
    public ServerSettings listeningAt(String address) {
        return new ServerSettings(
                address, tls, insecureHttp, hosts, fileRoots, maxChangefeedsPerCluster, anonymousMetrics, oidc);
    }

    private static TlsFiles tls(SettingTable table) {
        return table.closed(new TlsFiles(Path.of(table.required("cert")), Path.of(table.required("key"))));
    }

    private static Oidc oidc(SettingTable table) {
        return table.closed(new Oidc(
                table.required("issuer"),
                table.required("client-id"),
                new Secret(table.required("client-secret")),
                table.required("redirect-uri"),
                table.text("role-claim", "groups"),
                table.child("roles").map(SettingTable::everything).orElse(Map.of())));
    }
}

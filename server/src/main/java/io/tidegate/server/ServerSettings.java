package io.tidegate.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.access.OidcSettings;
import io.tidegate.server.web.ListenSettings;
import io.tidegate.server.web.ServerTls;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a server.
 *
 * @param listen where it listens and how it is reached
 * @param fileRoots directories of this machine whose files changefeeds may use
 * @param maxChangefeedsPerCluster how many changefeeds a source cluster may have
 * @param anonymousMetrics whether {@code /metrics} needs no login
 * @param oidc the provider that may tell who somebody is, null for none
 */
public record ServerSettings(
        ListenSettings listen,
        List<Path> fileRoots,
        int maxChangefeedsPerCluster,
        boolean anonymousMetrics,
        @Nullable OidcSettings oidc) {
    /** Where a server listens unless it is told otherwise. */
    public static final String DEFAULT_LISTEN = "127.0.0.1:8300";

    private static final int DEFAULT_CHANGEFEEDS = 5;

    /** What holds without a file. */
    public static ServerSettings defaults() {
        return new ServerSettings(ListenSettings.parse(DEFAULT_LISTEN), List.of(), DEFAULT_CHANGEFEEDS, false, null);
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
                listen(table),
                table.texts("file-roots").stream()
                        .map(text -> path("file-roots", text))
                        .toList(),
                table.whole("max-changefeeds-per-cluster", defaults.maxChangefeedsPerCluster(), 1, 10_000),
                table.child("metrics")
                        .map(metrics -> metrics.closed(metrics.flag("anonymous", false)))
                        .orElse(defaults.anonymousMetrics()),
                table.child("oidc").map(ServerSettings::oidc).orElse(null));
        return table.closed(settings);
    }

    /**
     * The same at another address.
     *
     * @throws TidegateException INVALID_ARGUMENT
     */
    public ServerSettings listeningAt(String address) {
        ListenSettings other = ListenSettings.parse(address);
        ListenSettings moved =
                new ListenSettings(other.host(), other.port(), listen.tls(), listen.insecureHttp(), listen.publicUrl());
        return new ServerSettings(moved, fileRoots, maxChangefeedsPerCluster, anonymousMetrics, oidc);
    }

    private static ListenSettings listen(SettingTable table) {
        ListenSettings listen = ListenSettings.parse(table.text("listen", DEFAULT_LISTEN));
        Optional<ServerTls> tls = table.child("tls").map(ServerSettings::tls);
        if (tls.isPresent()) {
            listen = listen.withTls(tls.get());
        }
        if (table.flag("insecure-http", false)) {
            listen = listen.withInsecureHttp();
        }
        String url = table.text("public-url", "");
        return url.isEmpty() ? listen : listen.withPublicUrl(uri(url));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new TidegateException(ErrorCode.CONFIG_INVALID_VALUE, "public-url: " + text + " is no URL", e);
        }
    }

    private static Path path(String setting, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TidegateException(ErrorCode.CONFIG_INVALID_VALUE, setting + ": " + e.getReason(), e);
        }
    }

    private static ServerTls tls(SettingTable table) {
        return table.closed(
                new ServerTls(path("tls.cert", table.required("cert")), path("tls.key", table.required("key"))));
    }

    private static OidcSettings oidc(SettingTable table) {
        return table.closed(OidcSettings.of(
                table.required("issuer"),
                table.required("client-id"),
                new Secret(table.required("client-secret")),
                table.required("redirect-uri"),
                table.text("role-claim", "groups"),
                table.child("roles").map(SettingTable::everything).orElse(Map.of())));
    }
}

package io.tidegate.server.access;

import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;

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
public record OidcSettings(
        URI issuer, String clientId, Secret clientSecret, URI redirectUri, String roleClaim, Map<String, Role> roles) {
    public OidcSettings {
        roles = Map.copyOf(roles);
    }

    /**
     * The same from texts.
     *
     * @throws TidegateException CONFIG_INVALID_VALUE
     */
    public static OidcSettings of(
            String issuer,
            String clientId,
            Secret clientSecret,
            String redirectUri,
            String roleClaim,
            Map<String, String> roles) {
        if (roles.isEmpty()) {
            throw invalid("oidc.roles names no role, so that nobody could log in");
        }
        Map<String, Role> mapped = new LinkedHashMap<>();
        roles.forEach((value, role) -> mapped.put(
                value,
                Role.of(role)
                        .orElseThrow(() -> invalid("oidc.roles: " + role + " is not one of viewer, operator, admin"))));
        URI back = url("oidc.redirect-uri", redirectUri);
        if (!back.getPath().equals(OidcEndpoints.CALLBACK)) {
            throw invalid("oidc.redirect-uri does not end in " + OidcEndpoints.CALLBACK);
        }
        return new OidcSettings(url("oidc.issuer", issuer), clientId, clientSecret, back, roleClaim, mapped);
    }

    /** Without TLS only on this machine, where nobody listens. */
    private static URI url(String setting, String text) {
        try {
            URI uri = new URI(text);
            boolean secure = "https".equals(uri.getScheme());
            if (uri.getHost() != null && (secure || ("http".equals(uri.getScheme()) && isLoopback(uri.getHost())))) {
                return uri;
            }
            throw invalid(setting + ": " + text + " is not of the form https://host/path");
        } catch (URISyntaxException e) {
            throw invalid(setting + ": " + text + " is no URL");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static TidegateException invalid(String why) {
        return new TidegateException(ErrorCode.CONFIG_INVALID_VALUE, why);
    }
}

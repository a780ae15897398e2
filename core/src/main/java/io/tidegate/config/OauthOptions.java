package io.tidegate.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the {@code sasl-oauth-…} settings mean together; the errors are TiCDC's. */
final class OauthOptions {
    private OauthOptions() {}

    /**
     * How to get a token.
     *
     * @param outside the client secret, in Base64, if the settings have none
     * @throws TidegateException KAFKA_INVALID_CONFIG
     */
    static SaslConfig.OAuth resolve(SettingValues values, @Nullable Secret outside, List<ConfigWarning> warnings) {
        String id = values.text(SaslSettings.OAUTH_CLIENT_ID);
        String written = values.textOrNull(SaslSettings.OAUTH_CLIENT_SECRET);
        Secret secret = written == null ? outside : new Secret(written);
        String url = values.text(SaslSettings.OAUTH_TOKEN_URL);
        if (id.isEmpty()) {
            throw invalid(
                    secret != null || !url.isEmpty()
                            ? "OAuth2 client id is empty"
                            : "OAuth2 client ID cannot be empty");
        }
        if (secret == null) {
            throw invalid("OAuth2 client secret is empty");
        }
        Secret decoded = secret.reveal(OauthOptions::decoded);
        if (url.isEmpty()) {
            throw invalid("OAuth2 token url is empty");
        }
        return new SaslConfig.OAuth(
                id,
                decoded,
                tokenUrl(url, warnings),
                values.texts(SaslSettings.OAUTH_SCOPES),
                values.text(SaslSettings.OAUTH_GRANT_TYPE),
                values.textOrNull(SaslSettings.OAUTH_AUDIENCE),
                FilePaths.orNull(values, ClientSettings.OAUTH_CA));
    }

    private static Secret decoded(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (text.length() % 4 == 0 && bytes.length > 0) {
                return new Secret(new String(bytes, UTF_8));
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the cause: it quotes characters of the secret.
        }
        throw invalid("OAuth2 client secret is not base64 encoded")
                .withRemedy("Encode it: printf %s 'SECRET' | base64 -w0");
    }

    private static URI tokenUrl(String text, List<ConfigWarning> warnings) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException e) {
            // Without the cause: it quotes the URL, which may hold a password.
            throw notWeb();
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw notWeb();
        }
        if (scheme.equals("http")) {
            warnings.add(new ConfigWarning(
                    SaslSettings.OAUTH_TOKEN_URL.name(), "it is not https: the client secret goes there unencrypted"));
        }
        return url;
    }

    private static TidegateException notWeb() {
        return invalid("OAuth2 token url is not an http or https URL");
    }

    private static TidegateException invalid(String detail) {
        return new TidegateException(ErrorCode.KAFKA_INVALID_CONFIG, detail)
                .withRemedy(
                        "Give sasl-oauth-client-id, sasl-oauth-client-secret (in Base64) and sasl-oauth-token-url in"
                                + " [sink.kafka-config]; a sink URI cannot have them.");
    }
}

package io.tidegate.kafka.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidegate.config.SaslConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.kafka.tls.TlsContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.HttpsURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * Fetches tokens by the client credentials grant of RFC 6749 section 4.4. The client's id and secret go into the header
 * (section 2.3.1); a provider that refuses that gets them in the form instead, as TiCDC's client does it. Each call asks
 * anew; nothing is kept.
 */
public final class OAuthTokenEndpoint {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int MOST_BYTES = 1 << 20;

    private final SaslConfig.OAuth oauth;

    public OAuthTokenEndpoint(SaslConfig.OAuth oauth) {
        this.oauth = oauth;
    }

    private record Answer(int status, JsonNode body) {
        boolean refused() {
            return status == 400 || status == 401;
        }

        String text() {
            String said = body.path("error").asText() + " "
                    + body.path("error_description").asText();
            return "status " + status + (said.isBlank() ? "" : " " + said.strip());
        }
    }

    /**
     * A new token.
     *
     * @throws TidegateException KAFKA_ACCESS_DENIED when the provider refuses the client, KAFKA_UNREACHABLE when it
     *     cannot be reached or answers otherwise
     */
    public OAuthToken fetch() {
        try {
            Answer first = ask(true);
            if (!first.refused()) {
                return token(first);
            }
            Answer second = ask(false);
            if (!second.refused()) {
                return token(second);
            }
            throw new TidegateException(
                            ErrorCode.KAFKA_ACCESS_DENIED,
                            "no OAuth token for client " + oauth.clientId() + " from " + oauth.tokenUrl() + ": "
                                    + first.text()
                                    + (first.equals(second)
                                            ? ""
                                            : ", and with the secret in the form " + second.text()))
                    .withRemedy("Check sasl-oauth-client-id, sasl-oauth-client-secret (Base64 of the secret),"
                            + " sasl-oauth-scopes and sasl-oauth-audience against what the identity provider has.");
        } catch (IOException e) {
            throw unreachable(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private Answer ask(boolean secretInHeader) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) oauth.tokenUrl().toURL().openConnection();
        if (connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(TlsContext.trusting(oauth.ca(), "tidegate.kafka.sasl-oauth-ca")
                    .getSocketFactory());
        }
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
        connection.setRequestProperty("Accept", "application/json");
        Map<String, String> form = form();
        oauth.clientSecret().reveal(secret -> {
            if (secretInHeader) {
                connection.setRequestProperty("Authorization", basic(secret));
            } else {
                form.put("client_id", oauth.clientId());
                form.put("client_secret", secret);
            }
            return secret.length();
        });
        try (OutputStream out = connection.getOutputStream()) {
            out.write(encoded(form).getBytes(UTF_8));
        }
        int status = connection.getResponseCode();
        try (InputStream in = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return new Answer(status, body(in));
        }
    }

    private Map<String, String> form() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", oauth.grantType());
        if (!oauth.scopes().isEmpty()) {
            form.put("scope", String.join(" ", oauth.scopes()));
        }
        String audience = oauth.audience();
        if (audience != null) {
            form.put("audience", audience);
        }
        return form;
    }

    private String basic(String secret) {
        String login = URLEncoder.encode(oauth.clientId(), UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(UTF_8));
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static JsonNode body(@Nullable InputStream in) throws IOException {
        byte[] bytes = in == null ? new byte[0] : in.readNBytes(MOST_BYTES);
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            // A page for people, for example; the status tells enough.
            return MissingNode.getInstance();
        }
    }

    private OAuthToken token(Answer answer) {
        String value = answer.body().path("access_token").asText();
        if (answer.status() != 200 || value.isEmpty()) {
            throw unreachable(answer.status() == 200 ? "the answer has no access_token" : answer.text(), null);
        }
        return BearerTokens.of(
                value, Duration.ofSeconds(answer.body().path("expires_in").asLong()), oauth);
    }

    private TidegateException unreachable(String why, @Nullable Throwable cause) {
        return new TidegateException(
                        ErrorCode.KAFKA_UNREACHABLE, "no OAuth token from " + oauth.tokenUrl() + ": " + why, cause)
                .withRemedy("Check sasl-oauth-token-url, and that the identity provider can be reached from here"
                        + ("https".equalsIgnoreCase(oauth.tokenUrl().getScheme())
                                ? " and that its certificate names the host and is signed by "
                                        + (oauth.ca() == null
                                                ? "an authority of the system, or else by that of"
                                                        + " tidegate.kafka.sasl-oauth-ca"
                                                : "tidegate.kafka.sasl-oauth-ca")
                                : "")
                        + ".");
    }
}

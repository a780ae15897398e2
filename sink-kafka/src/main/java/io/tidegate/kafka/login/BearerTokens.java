package io.tidegate.kafka.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tidegate.config.SaslConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;

/**
 * What can be seen in a token without verifying it, which is the broker's business: its end and whom it names. A token that
 * is no JWT (RFC 7519) is fine; then the provider's words and the client id have to do.
 */
final class BearerTokens {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** For how long a token is used of which nobody says when it ends. */
    private static final Duration UNKNOWN_LIFETIME = Duration.ofMinutes(5);

    private BearerTokens() {}

    /** @param expiresIn what the provider said; zero for nothing */
    static OAuthToken of(String value, Duration expiresIn, SaslConfig.OAuth oauth) {
        JsonNode claims = claims(value);
        long now = System.currentTimeMillis();
        long end = now + UNKNOWN_LIFETIME.toMillis();
        if (!expiresIn.isZero()) {
            end = now + expiresIn.toMillis();
        } else if (claims.path("exp").isNumber()) {
            end = claims.path("exp").asLong() * 1000;
        }
        return new OAuthToken(
                value, Set.copyOf(oauth.scopes()), end, claims.path("sub").asText(oauth.clientId()), now);
    }

    private static JsonNode claims(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length == 3) {
            try {
                return JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
            } catch (IllegalArgumentException | IOException e) {
                return MissingNode.getInstance();
            }
        }
        return MissingNode.getInstance();
    }
}

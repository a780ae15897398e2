package io.tidegate.kafka.login;

import java.util.Set;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;

/**
 * A bearer token as an identity provider gave it.
 *
 * @param value what goes to the broker
 * @param scope the scopes it was given for
 * @param lifetimeMs when it ends, milliseconds since 1970
 * @param principalName whom it names, the client id if that cannot be seen
 * @param startTimeMs when it was fetched, milliseconds since 1970
 */
public record OAuthToken(String value, Set<String> scope, long lifetimeMs, String principalName, Long startTimeMs)
        implements OAuthBearerToken {
    /** Without the token itself. */
    @Override
    public String toString() {
        return "OAuthToken[principalName=" + principalName + ", lifetimeMs=" + lifetimeMs + "]";
    }
}

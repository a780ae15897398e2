package io.tidegate.kafka.login;

import io.tidegate.config.SaslConfig;
import io.tidegate.config.Secret;
import io.tidegate.error.TidegateException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;
import org.jspecify.annotations.Nullable;

/**
 * Answers the Kafka client whenever it needs a token, at the login and before the last one ends. Kafka's own handler cannot
 * send an audience or another grant type. Public because the client creates it from its class.
 */
public final class OAuthLoginHandler implements AuthenticateCallbackHandler {
    private @Nullable OAuthTokenEndpoint endpoint;

    /** The login as options of the JAAS text, from which {@link #configure} makes it again. */
    static Map<String, String> options(SaslConfig.OAuth oauth) {
        return oauth.clientSecret().reveal(secret -> {
            Map<String, String> options = new LinkedHashMap<>();
            options.put("clientId", oauth.clientId());
            options.put("clientSecret", secret);
            options.put("tokenUrl", oauth.tokenUrl().toString());
            options.put("scope", String.join(" ", oauth.scopes()));
            options.put("grantType", oauth.grantType());
            String audience = oauth.audience();
            if (audience != null) {
                options.put("audience", audience);
            }
            Path ca = oauth.ca();
            if (ca != null) {
                options.put("ca", ca.toString());
            }
            return options;
        });
    }

    @Override
    public void configure(Map<String, ?> properties, String mechanism, List<AppConfigurationEntry> entries) {
        Map<String, ?> options = entries.get(0).getOptions();
        String scope = text(options, "scope");
        Object ca = options.get("ca");
        endpoint = new OAuthTokenEndpoint(new SaslConfig.OAuth(
                text(options, "clientId"),
                new Secret(text(options, "clientSecret")),
                URI.create(text(options, "tokenUrl")),
                scope.isEmpty() ? List.of() : List.of(scope.split(" ")),
                text(options, "grantType"),
                options.get("audience") instanceof String audience ? audience : null,
                ca instanceof String file ? Path.of(file) : null));
    }

    @Override
    public void handle(Callback[] callbacks) throws UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof OAuthBearerTokenCallback asked) {
                answer(asked);
            } else if (!(callback instanceof SaslExtensionsCallback)) {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    @Override
    public void close() {}

    private void answer(OAuthBearerTokenCallback asked) {
        if (endpoint == null) {
            throw new IllegalStateException("not configured");
        }
        try {
            asked.token(endpoint.fetch());
        } catch (TidegateException e) {
            asked.error("token_not_fetched", e.detail(), null);
        }
    }

    private static String text(Map<String, ?> options, String name) {
        Object value = options.get(name);
        return value == null ? "" : value.toString();
    }
}

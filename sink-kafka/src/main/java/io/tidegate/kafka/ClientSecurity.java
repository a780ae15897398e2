package io.tidegate.kafka;

import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.config.SaslConfig;
import io.tidegate.error.TidegateException;
import io.tidegate.kafka.login.LoginProperties;
import io.tidegate.kafka.login.OAuthTokenEndpoint;
import io.tidegate.kafka.tls.BrokerSslEngineFactory;
import io.tidegate.kafka.tls.TlsContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.config.SslConfigs;
import org.jspecify.annotations.Nullable;

/**
 * How a changefeed's clients prove who they are and find out whom they talk to: TLS, login, and the name under which the
 * brokers know us. Files are read once, here. Thread safe.
 */
final class ClientSecurity {
    private final @Nullable SaslConfig sasl;
    private final @Nullable TlsContext tls;
    private final Map<String, Object> properties = new HashMap<>();
    private final AtomicReference<@Nullable String> principal = new AtomicReference<>();

    /** @throws TidegateException when a file that the configuration names cannot be used */
    ClientSecurity(KafkaSinkConfig config) {
        this.sasl = config.sasl();
        this.tls = config.tls().enabled() ? TlsContext.of(config.tls()) : null;
        properties.put("security.protocol", protocol());
        if (tls != null) {
            properties.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, BrokerSslEngineFactory.class);
            properties.put(BrokerSslEngineFactory.CONTEXT, tls);
        }
        if (sasl != null) {
            properties.putAll(LoginProperties.of(sasl));
        }
    }

    /** The client properties. */
    Map<String, Object> properties() {
        return properties;
    }

    /** Kafka's name for the combination of TLS and login. */
    String protocol() {
        if (sasl == null) {
            return tls != null ? "SSL" : "PLAINTEXT";
        }
        return tls != null ? "SASL_SSL" : "SASL_PLAINTEXT";
    }

    /** Null without TLS. */
    @Nullable
    TlsContext tls() {
        return tls;
    }

    /** Null without login. */
    @Nullable
    SaslConfig sasl() {
        return sasl;
    }

    /** Whether an operator's commands need a file with a login or authorities as well. */
    boolean isSecured() {
        return sasl != null || tls != null;
    }

    /**
     * Fetches an OAuth token to see that it works, where one is needed; the Kafka client would hide why it does not.
     *
     * @throws TidegateException KAFKA_ACCESS_DENIED or KAFKA_UNREACHABLE
     */
    void requireToken() {
        if (sasl instanceof SaslConfig.OAuth oauth) {
            principal.set("User:" + new OAuthTokenEndpoint(oauth).fetch().principalName());
        }
    }

    /** How brokers with default settings name us in permissions. */
    String principal() {
        String known = principal.get();
        if (known == null) {
            known = "User:" + name();
            principal.compareAndSet(null, known);
        }
        return known;
    }

    private String name() {
        if (sasl instanceof SaslConfig.Password login) {
            return login.user();
        }
        if (sasl instanceof SaslConfig.Kerberos kerberos) {
            // Kafka's default rule: the first part of name/host@REALM.
            return kerberos.principal().split("[/@]", 2)[0];
        }
        if (sasl instanceof SaslConfig.OAuth oauth) {
            return oauth.clientId();
        }
        String subject = tls == null ? null : tls.subject();
        return subject == null ? "ANONYMOUS" : subject;
    }
}

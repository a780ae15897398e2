package io.tidegate.kafka.tls;

import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.security.auth.SslEngineFactory;
import org.jspecify.annotations.Nullable;

/**
 * Gives the Kafka client the TLS of a {@link TlsContext}, which it finds under {@link #CONTEXT} among the client's
 * properties. Public because the client creates it from its class.
 */
public final class BrokerSslEngineFactory implements SslEngineFactory {
    /** The name under which the {@link TlsContext} stands among the client's properties. */
    public static final String CONTEXT = "tidegate.tls.context";

    private @Nullable TlsContext tls;

    @Override
    public void configure(Map<String, ?> properties) {
        if (!(properties.get(CONTEXT) instanceof TlsContext given)) {
            throw new IllegalStateException(CONTEXT + " is not among the properties");
        }
        tls = given;
    }

    @Override
    public SSLEngine createClientSslEngine(String host, int port, String endpointIdentification) {
        TlsContext configured = tls;
        if (configured == null) {
            throw new IllegalStateException("not configured");
        }
        SSLEngine engine = configured.context().createSSLEngine(configured.expectedName(host), port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        configured.applyTo(parameters);
        engine.setSSLParameters(parameters);
        return engine;
    }

    @Override
    public SSLEngine createServerSslEngine(String host, int port) {
        throw new UnsupportedOperationException("this is a client");
    }

    @Override
    public boolean shouldBeRebuilt(Map<String, Object> properties) {
        return false;
    }

    @Override
    public Set<String> reconfigurableConfigs() {
        return Set.of();
    }

    @Override
    public @Nullable KeyStore keystore() {
        return null;
    }

    @Override
    public @Nullable KeyStore truststore() {
        return null;
    }

    @Override
    public void close() {}
}

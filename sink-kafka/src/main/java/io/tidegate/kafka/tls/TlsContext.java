package io.tidegate.kafka.tls;

import io.tidegate.config.TlsConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS of one changefeed: whom it trusts, what it shows of itself, and which name it expects. The files are read once,
 * here. Immutable.
 */
public final class TlsContext {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    // Keys stand in a store in memory alone, which wants a password.
    private static final char[] NO_PASSWORD = new char[0];

    private final X509ExtendedTrustManager trust;
    private final KeyManager @Nullable [] keys;
    private final @Nullable X509Certificate certificate;
    private final @Nullable String serverName;
    private final boolean verifies;
    private final SSLContext context;

    private TlsContext(
            X509ExtendedTrustManager trust,
            KeyManager @Nullable [] keys,
            @Nullable X509Certificate certificate,
            @Nullable String serverName,
            boolean verifies) {
        this.trust = trust;
        this.keys = keys;
        this.certificate = certificate;
        this.serverName = serverName;
        this.verifies = verifies;
        this.context = context(trust);
    }

    /** @throws TidegateException TLS_CONFIG_FAILED when a file cannot be used */
    public static TlsContext of(TlsConfig config) {
        Path certificateFile = config.certificate();
        Path keyFile = config.key();
        List<X509Certificate> chain =
                certificateFile == null ? List.of() : PemFiles.certificates(certificateFile, "cert");
        KeyManager[] keys = keyFile == null || chain.isEmpty() ? null : keys(keyFile, chain);
        return new TlsContext(
                config.insecureSkipVerify() ? new TrustsAnybody() : trust(config.ca(), "ca"),
                keys,
                chain.isEmpty() ? null : chain.get(0),
                config.serverName(),
                !config.insecureSkipVerify());
    }

    /**
     * Trusts the authorities of a PEM file, or the system's.
     *
     * @param setting which setting names the file, for errors
     * @throws TidegateException TLS_CONFIG_FAILED when the file cannot be used
     */
    public static SSLContext trusting(@Nullable Path ca, String setting) {
        return new TlsContext(trust(ca, setting), null, null, null, true).context;
    }

    /** Trusts anybody and shows nothing of itself. */
    static TlsContext trustingAnybody() {
        return new TlsContext(new TrustsAnybody(), null, null, null, false);
    }

    /** The context to connect with. */
    public SSLContext context() {
        return context;
    }

    /** Like {@link #context} with another judge of the server's certificate. */
    SSLContext context(X509ExtendedTrustManager judge) {
        try {
            SSLContext created = SSLContext.getInstance("TLS");
            created.init(keys, new TrustManager[] {judge}, null);
            return created;
        } catch (GeneralSecurityException e) {
            throw new TidegateException(ErrorCode.TLS_CONFIG_FAILED, "no TLS in this Java runtime", e);
        }
    }

    X509ExtendedTrustManager trust() {
        return trust;
    }

    /** Whether a server must prove who it is. */
    public boolean verifies() {
        return verifies;
    }

    /** The name that a server reached as {@code host} must have. */
    String expectedName(String host) {
        return serverName == null ? host : serverName;
    }

    /** Sets the versions, the name sent to the server and the name its certificate must have. */
    void applyTo(SSLParameters parameters) {
        parameters.setProtocols(PROTOCOLS);
        if (serverName != null) {
            parameters.setServerNames(List.of(new SNIHostName(serverName)));
        }
        parameters.setEndpointIdentificationAlgorithm(verifies ? "HTTPS" : "");
    }

    /** The subject of the client certificate as brokers name its owner (RFC 2253), null without one. */
    public @Nullable String subject() {
        return certificate == null
                ? null
                : certificate.getSubjectX500Principal().getName();
    }

    private static X509ExtendedTrustManager trust(@Nullable Path ca, String setting) {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(ca == null ? null : authorities(PemFiles.certificates(ca, setting)));
            return Arrays.stream(factory.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no trust manager for X.509"));
        } catch (GeneralSecurityException | IOException e) {
            throw new TidegateException(ErrorCode.TLS_CONFIG_FAILED, setting + ": " + e.getMessage(), e);
        }
    }

    private static KeyStore authorities(List<X509Certificate> certificates)
            throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("ca" + i, certificates.get(i));
        }
        return store;
    }

    private static KeyManager[] keys(Path keyFile, List<X509Certificate> chain) {
        PrivateKey key = PemFiles.key(keyFile, "key");
        if (!belongTogether(key, chain.get(0))) {
            throw new TidegateException(
                    ErrorCode.TLS_CONFIG_FAILED, "cert and key: the key is not that of the certificate");
        }
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new TidegateException(ErrorCode.TLS_CONFIG_FAILED, "cert and key: " + e.getMessage(), e);
        }
    }

    /** What the key signs, the certificate verifies. */
    private static boolean belongTogether(PrivateKey key, X509Certificate certificate) {
        byte[] text = {1, 2, 3};
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // Keys of different algorithms.
            return false;
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}

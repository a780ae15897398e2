package io.tidegate.mysql.protocol;

import io.tidegate.config.SourceTls;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Certificates and keys from the PEM files of a {@link SourceTls}, in the forms that the JDK and the driver take. */
final class TlsMaterial {
    private final SourceTls settings;

    TlsMaterial(SourceTls settings) {
        this.settings = settings;
    }

    /** A context that trusts what the mode says and shows the client's certificate when there is one. */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(), trustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException failure) {
            throw new TidegateException(ErrorCode.SOURCE_TLS_FAILED, describe(failure), failure);
        }
    }

    /** The client's certificate and key as a key store, null when none is set. */
    @Nullable
    KeyStore clientStore(char[] password) {
        Path certificate = settings.certificate();
        Path key = settings.key();
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw new TidegateException(
                    ErrorCode.SOURCE_TLS_FAILED,
                    certificate == null
                            ? "a client key is set without a certificate"
                            : "a client certificate is set without a key");
        }
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry(
                    "client",
                    privateKey(key),
                    password,
                    certificates(certificate).toArray(new Certificate[0]));
            return store;
        } catch (GeneralSecurityException | IOException failure) {
            throw new TidegateException(ErrorCode.SOURCE_TLS_FAILED, describe(failure), failure);
        }
    }

    private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException {
        char[] password = "in memory".toCharArray();
        KeyStore store = clientStore(password);
        if (store == null) {
            return null;
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private TrustManager @Nullable [] trustManagers() throws GeneralSecurityException, IOException {
        return switch (settings.mode()) {
            case DISABLED, PREFERRED, REQUIRED -> new TrustManager[] {new AnyCertificate()};
            case VERIFY_CA, VERIFY_IDENTITY -> {
                Path ca = settings.ca();
                if (ca == null) {
                    yield null;
                }
                KeyStore store = emptyStore();
                for (X509Certificate certificate : certificates(ca)) {
                    store.setCertificateEntry("ca" + store.size(), certificate);
                }
                TrustManagerFactory factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init(store);
                yield factory.getTrustManagers();
            }
        };
    }

    private static List<X509Certificate> certificates(Path file) throws GeneralSecurityException, IOException {
        List<X509Certificate> certificates = new ArrayList<>();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        for (byte[] block : blocks(file, "CERTIFICATE")) {
            certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block)));
        }
        if (certificates.isEmpty()) {
            throw new IOException(file + " has no certificate in PEM form");
        }
        return certificates;
    }

    private static PrivateKey privateKey(Path file) throws GeneralSecurityException, IOException {
        List<byte[]> pkcs8 = blocks(file, "PRIVATE KEY");
        List<byte[]> pkcs1 = blocks(file, "RSA PRIVATE KEY");
        if (pkcs8.isEmpty() && pkcs1.isEmpty()) {
            throw new IOException(file + " has no unencrypted private key in PEM form (PKCS#8, or PKCS#1 for RSA)");
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(pkcs8.isEmpty() ? Pkcs1.wrapped(pkcs1.get(0)) : pkcs8.get(0));
        for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException anotherKind) {
                // The encoding names its algorithm, but only the factory of that algorithm can read it.
            }
        }
        throw new IOException(file + " has a private key of an unknown kind");
    }

    private static List<byte[]> blocks(Path file, String kind) throws IOException {
        try {
            return Pem.all(Files.readString(file, StandardCharsets.ISO_8859_1), kind);
        } catch (IllegalArgumentException damaged) {
            throw new IOException(file + " is damaged: " + damaged.getMessage(), damaged);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static String describe(Exception failure) {
        return failure instanceof java.nio.file.NoSuchFileException
                ? "there is no file " + failure.getMessage()
                : String.valueOf(failure.getMessage());
    }

    /** Encryption without proof of who is on the other side: what the modes preferred and required promise. */
    private static final class AnyCertificate extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

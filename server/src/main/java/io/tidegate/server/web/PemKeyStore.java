package io.tidegate.server.web;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A certificate and its key from PEM files (RFC 7468), as a key store in memory. Failures are TLS_CONFIG_FAILED. */
final class PemKeyStore {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----(.+?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private PemKeyStore() {}

    /** Reads both files. The entry in the store has an empty password. */
    static KeyStore load(ServerTls files) {
        Certificate[] chain = certificates(files.certificate());
        PrivateKey key = key(files.key());
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", key, new char[0], chain);
            return store;
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(files.certificate(), "does not go with the key " + files.key(), e);
        }
    }

    private static Certificate[] certificates(Path file) {
        byte[] bytes = read(file).getBytes(StandardCharsets.ISO_8859_1);
        try {
            Certificate[] chain = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes))
                    .toArray(Certificate[]::new);
            if (chain.length > 0) {
                return chain;
            }
        } catch (CertificateException e) {
            throw unusable(file, "is no certificate in PEM form", e);
        }
        throw unusable(file, "has no certificate in PEM form", null);
    }

    private static PrivateKey key(Path file) {
        Matcher pem = KEY.matcher(read(file));
        if (!pem.find()) {
            throw unusable(file, "has no private key without passphrase in PKCS #8 form", null)
                    .withRemedy("Convert it: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out key.pem");
        }
        byte[] encoded;
        try {
            encoded = Base64.getMimeDecoder().decode(pem.group(1).strip());
        } catch (IllegalArgumentException e) {
            // Without the cause: it quotes characters of the key.
            throw unusable(file, "is damaged", null);
        }
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // A key of another algorithm.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java runtime has " + algorithm, e);
            }
        }
        throw unusable(file, "is no key of RSA, EC or EdDSA", null);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unusable(file, "cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private static TidegateException unusable(Path file, String why, @Nullable Throwable cause) {
        return new TidegateException(ErrorCode.TLS_CONFIG_FAILED, "the server's file " + file + " " + why, cause)
                .withRemedy(
                        "Give cert and key under [tls] as PEM files that the user of this process may read, certificate"
                                + " and key of one pair.");
    }
}

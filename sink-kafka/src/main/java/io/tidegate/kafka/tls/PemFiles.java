package io.tidegate.kafka.tls;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and private keys in PEM files (RFC 7468). A key may be PKCS #8 or the older PKCS #1 of RSA (RFC 8017
 * appendix A.1.2); one with a passphrase cannot be used. Failures are TLS_CONFIG_FAILED and name the file.
 */
final class PemFiles {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN (RSA |EC |ENCRYPTED |)PRIVATE KEY-----(.+?)-----END", Pattern.DOTALL);
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    // SEQUENCE { INTEGER 0, SEQUENCE { OID rsaEncryption, NULL }: how PKCS #8 begins for an RSA key.
    private static final byte[] RSA_HEADER = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private PemFiles() {}

    /** The certificates of a file in order, at least one. */
    static List<X509Certificate> certificates(Path file, String setting) {
        byte[] bytes = read(file, setting).getBytes(StandardCharsets.UTF_8);
        try {
            List<X509Certificate> found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException e) {
            throw unusable(file, setting, "is no certificate in PEM form", e);
        }
        throw unusable(file, setting, "has no certificate in PEM form", null);
    }

    /** The private key of a file. */
    static PrivateKey key(Path file, String setting) {
        Matcher pem = KEY.matcher(read(file, setting));
        if (!pem.find() || pem.group(1).equals("ENCRYPTED ") || pem.group(1).equals("EC ")) {
            throw unusable(file, setting, "has no private key without passphrase in PKCS #8 form", null)
                    .withRemedy("Convert it: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out key.pem");
        }
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(pem.group(2).strip());
        } catch (IllegalArgumentException e) {
            // Without the cause: it quotes characters of the key.
            throw unusable(file, setting, "is damaged", null);
        }
        byte[] encoded = pem.group(1).isEmpty() ? der : fromPkcs1(der);
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException e) {
                // A key of another algorithm.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java runtime has " + algorithm, e);
            }
        }
        throw unusable(file, setting, "is no key of RSA, EC or EdDSA", null);
    }

    private static byte[] fromPkcs1(byte[] key) {
        return tagged(0x30, RSA_HEADER, tagged(0x04, key));
    }

    /** A DER value of X.690 section 8.1: tag, length, contents. */
    private static byte[] tagged(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] header = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        byte[] whole = new byte[header.length + length];
        System.arraycopy(header, 0, whole, 0, header.length);
        int at = header.length;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    private static String read(Path file, String setting) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw unusable(file, setting, "cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private static TidegateException unusable(Path file, String setting, String why, @Nullable Throwable cause) {
        return new TidegateException(ErrorCode.TLS_CONFIG_FAILED, setting + ": the file " + file + " " + why, cause);
    }
}

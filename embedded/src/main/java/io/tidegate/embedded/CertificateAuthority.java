package io.tidegate.embedded;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.security.auth.x500.X500Principal;

/**
 * Signs certificates for servers and clients on the loopback address: X.509 version 3 (RFC 5280) with elliptic-curve keys,
 * written in DER (X.690) by hand because the JDK offers no way to make one. For tests; keys live as long as the process.
 */
public final class CertificateAuthority {
    private static final byte[] ECDSA_WITH_SHA256 = {0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02};
    private static final byte[] BASIC_CONSTRAINTS = {0x55, 0x1d, 0x13};
    private static final byte[] SUBJECT_ALTERNATIVE_NAME = {0x55, 0x1d, 0x11};
    private static final DateTimeFormatter UTC_TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final X500Principal name;
    private final KeyPair keys = keyPair();
    private final String pem;

    /** @param name distinguished name, such as {@code CN=Shop Root} */
    public CertificateAuthority(String name) {
        this.name = new X500Principal(name);
        byte[] constraints = sequence(tagged(0x01, new byte[] {(byte) 0xff}));
        Instant now = Instant.now();
        this.pem = pem(
                "CERTIFICATE",
                signed(
                        this.name,
                        keys,
                        now.minus(Duration.ofDays(1)),
                        now.plus(Duration.ofDays(365)),
                        extension(BASIC_CONSTRAINTS, constraints)));
    }

    /**
     * A certificate with its key.
     *
     * @param certificatePem the certificate
     * @param keyPem the key, PKCS #8 without passphrase
     */
    public record Certificate(String certificatePem, String keyPem) {}

    /** The authority's own certificate. */
    public String certificatePem() {
        return pem;
    }

    /** A certificate that is valid for a year. */
    public Certificate issue(String subject, String... names) {
        Instant now = Instant.now();
        return issue(subject, now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(365)), List.of(names));
    }

    /**
     * A certificate.
     *
     * @param subject distinguished name
     * @param names DNS names and IPv4 addresses it is for; may be empty
     */
    public Certificate issue(String subject, Instant from, Instant until, List<String> names) {
        KeyPair own = keyPair();
        byte[] extension = names.isEmpty() ? new byte[0] : extension(SUBJECT_ALTERNATIVE_NAME, alternatives(names));
        return new Certificate(
                pem("CERTIFICATE", signed(new X500Principal(subject), own, from, until, extension)),
                pem("PRIVATE KEY", own.getPrivate().getEncoded()));
    }

    private byte[] signed(X500Principal subject, KeyPair subjectKeys, Instant from, Instant until, byte[] extension) {
        byte[] algorithm = sequence(tagged(0x06, ECDSA_WITH_SHA256));
        byte[] body = sequence(
                tagged(0xa0, tagged(0x02, new byte[] {2})),
                tagged(0x02, serial()),
                algorithm,
                name.getEncoded(),
                sequence(time(from), time(until)),
                subject.getEncoded(),
                subjectKeys.getPublic().getEncoded(),
                extension.length == 0 ? extension : tagged(0xa3, sequence(extension)));
        byte[] signature = signature(body, keys.getPrivate());
        return sequence(body, algorithm, tagged(0x03, new byte[] {0}, signature));
    }

    private static byte[] alternatives(List<String> names) {
        byte[][] parts = names.stream()
                .map(name -> name.matches("[0-9.]+")
                        ? tagged(0x87, address(name))
                        : tagged(0x82, name.getBytes(StandardCharsets.US_ASCII)))
                .toArray(byte[][]::new);
        return sequence(parts);
    }

    private static byte[] address(String text) {
        String[] parts = text.split("\\.");
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = (byte) Integer.parseInt(parts[i]);
        }
        return bytes;
    }

    private static byte[] extension(byte[] id, byte[] value) {
        return sequence(tagged(0x06, id), tagged(0x04, value));
    }

    private static byte[] time(Instant instant) {
        return tagged(0x17, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] serial() {
        byte[] bytes = new byte[9];
        RANDOM.nextBytes(bytes);
        // Positive, and not shorter than it looks.
        bytes[0] = 1;
        return bytes;
    }

    private static byte[] signature(byte[] body, PrivateKey key) {
        try {
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(key);
            signer.update(body);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no elliptic curves", e);
        }
    }

    private static byte[] sequence(byte[]... parts) {
        return tagged(0x30, parts);
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        ByteArrayOutputStream contents = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            contents.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(tag);
        int length = contents.size();
        if (length < 0x80) {
            whole.write(length);
        } else if (length < 0x100) {
            whole.write(0x81);
            whole.write(length);
        } else {
            whole.write(0x82);
            whole.write(length >> 8);
            whole.write(length & 0xff);
        }
        whole.writeBytes(contents.toByteArray());
        return whole.toByteArray();
    }

    private static String pem(String kind, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
    }
}

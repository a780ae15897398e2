package io.tidegate.server.access;

import io.tidegate.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets whose bearer is believed: API tokens and the cookies of logins. They have 256 random bits, so that their plain
 * SHA-256 is as good a lookup key as any and all that is stored.
 */
final class BearerSecret {
    private static final int BYTES = 32;

    private BearerSecret() {}

    /** A new one. */
    static Secret create(String prefix, SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** What is stored of it: 64 hexadecimal digits. */
    static String sha256(Secret secret) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(digest.digest(secret.reveal(text -> text.getBytes(StandardCharsets.UTF_8))));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** What only somebody who was told by the bearer's own page can know. */
    static Secret csrfToken(Secret secret) {
        return derived(secret, "csrf");
    }

    /** Another secret that follows from one and does not lead back: HMAC-SHA-256 with it as the key. */
    static Secret derived(Secret secret, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.reveal(text -> text.getBytes(StandardCharsets.UTF_8)), "HmacSHA256"));
            byte[] code = mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
            return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(code));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HmacSHA256", e);
        }
    }

    /** Compares in a time that does not depend on where they differ. */
    static boolean same(Secret one, Secret other) {
        return MessageDigest.isEqual(
                one.reveal(text -> text.getBytes(StandardCharsets.UTF_8)),
                other.reveal(text -> text.getBytes(StandardCharsets.UTF_8)));
    }
}

package io.tidegate.mysql.protocol;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Proofs of a password by hashes, bound to random bytes of the server. An empty password has an empty proof. */
final class Scramble {
    private static final int LENGTH = 20;

    private Scramble() {}

    /** {@code mysql_native_password}: SHA1(p) xor SHA1(scramble, SHA1(SHA1(p))). */
    static byte[] nativePassword(byte[] password, byte[] scramble) {
        if (password.length == 0) {
            return password;
        }
        MessageDigest sha1 = digest("SHA-1");
        byte[] once = sha1.digest(password);
        byte[] twice = sha1.digest(once);
        sha1.update(scramble, 0, LENGTH);
        return xor(once, sha1.digest(twice));
    }

    /** {@code caching_sha2_password}: SHA256(p) xor SHA256(SHA256(SHA256(p)), scramble). */
    static byte[] cachingSha2(byte[] password, byte[] scramble) {
        if (password.length == 0) {
            return password;
        }
        MessageDigest sha256 = digest("SHA-256");
        byte[] once = sha256.digest(password);
        sha256.update(sha256.digest(sha256.digest(password)));
        sha256.update(scramble, 0, LENGTH);
        return xor(once, sha256.digest());
    }

    /** The password with its closing zero, xor the scramble over and over: what is encrypted with the server's key. */
    static byte[] obfuscated(byte[] zeroTerminatedPassword, byte[] scramble) {
        byte[] mixed = new byte[zeroTerminatedPassword.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (byte) (zeroTerminatedPassword[i] ^ scramble[i % LENGTH]);
        }
        return mixed;
    }

    private static byte[] xor(byte[] left, byte[] right) {
        byte[] result = new byte[left.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = (byte) (left[i] ^ right[i]);
        }
        return result;
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java runtime has " + algorithm, missing);
        }
    }
}

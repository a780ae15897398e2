package io.tidegate.mysql.protocol;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.Cipher;

/** A password encrypted with the key that a server hands out, for logins that need it in full without TLS. */
final class RsaPassword {
    private RsaPassword() {}

    static byte[] encrypt(byte[] zeroTerminatedPassword, byte[] scramble, byte[] serverKeyPem) {
        try {
            PublicKey key = KeyFactory.getInstance("RSA")
                    .generatePublic(new X509EncodedKeySpec(
                            Pem.first(new String(serverKeyPem, StandardCharsets.US_ASCII), "PUBLIC KEY")));
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher.doFinal(Scramble.obfuscated(zeroTerminatedPassword, scramble));
        } catch (GeneralSecurityException | IllegalArgumentException failure) {
            throw new TidegateException(
                    ErrorCode.SOURCE_PROTOCOL, "the server's RSA key for the login cannot be used", failure);
        }
    }
}

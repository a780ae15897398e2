package io.tidegate.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Cipher;
import org.junit.jupiter.api.Test;

class LoginProofTest {
    private static final byte[] SCRAMBLE = bytes("0102030405060708090a0b0c0d0e0f1011121314");
    private static final byte[] PASSWORD = "tide".getBytes(StandardCharsets.UTF_8);

    @Test
    void theNativeProofIsThatOfAnIndependentComputation() {
        assertThat(Scramble.nativePassword(PASSWORD, SCRAMBLE))
                .isEqualTo(bytes("9abd29bf8bb95b19a23254f7d48fd3f0658557d6"));
    }

    @Test
    void theCachingSha2ProofIsThatOfAnIndependentComputation() {
        assertThat(Scramble.cachingSha2(PASSWORD, SCRAMBLE))
                .isEqualTo(bytes("a5d7df73e405dd09a8891c51961e1580ad2dc05c4282eb7db99e9b8978878a76"));
    }

    @Test
    void anEmptyPasswordHasAnEmptyProof() {
        assertThat(Scramble.nativePassword(new byte[0], SCRAMBLE)).isEmpty();
        assertThat(Scramble.cachingSha2(new byte[0], SCRAMBLE)).isEmpty();
    }

    /** RFC 8032 section 7.1, test 3. */
    @Test
    void ed25519SignsAsTheStandardSays() {
        byte[] seed = bytes("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
        assertThat(Ed25519.sign(seed, bytes("af82")))
                .isEqualTo(bytes("6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                        + "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"));
    }

    @Test
    void ed25519AgreesWithTheSignaturesOfTheJdk() throws Exception {
        Random random = new Random(8032);
        for (int i = 0; i < 20; i++) {
            byte[] seed = new byte[32];
            byte[] nonce = new byte[32];
            random.nextBytes(seed);
            random.nextBytes(nonce);
            byte[] encoded =
                    bytes("302e020100300506032b657004220420" + HexFormat.of().formatHex(seed));
            Signature jdk = Signature.getInstance("Ed25519");
            jdk.initSign(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
            jdk.update(nonce);
            assertThat(Ed25519.sign(seed, nonce)).isEqualTo(jdk.sign());
        }
    }

    @Test
    void theServerReadsAPasswordEncryptedWithItsKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        byte[] secret = "a password longer than the scramble\0".getBytes(StandardCharsets.UTF_8);
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
        cipher.init(Cipher.DECRYPT_MODE, pair.getPrivate());
        byte[] mixed = cipher.doFinal(RsaPassword.encrypt(secret, SCRAMBLE, pem.getBytes(StandardCharsets.US_ASCII)));
        assertThat(Scramble.obfuscated(mixed, SCRAMBLE)).isEqualTo(secret);
    }

    @Test
    void anRsaKeyOfPkcs1IsReadAfterItIsWrapped() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        byte[] pkcs8 = generator.generateKeyPair().getPrivate().getEncoded();
        // The PKCS#1 structure is the content of the octet string that ends the PKCS#8 one.
        byte[] pkcs1 = java.util.Arrays.copyOfRange(pkcs8, 26, pkcs8.length);
        byte[] wrapped = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Pkcs1.wrapped(pkcs1)))
                .getEncoded();
        assertThat(wrapped).isEqualTo(pkcs8);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}

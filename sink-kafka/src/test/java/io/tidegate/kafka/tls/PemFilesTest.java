package io.tidegate.kafka.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.config.TlsConfig;
import io.tidegate.embedded.CertificateAuthority;
import io.tidegate.embedded.CertificateAuthority.Certificate;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemFilesTest {
    @TempDir
    private Path files;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void keysOfAllUsualAlgorithmsAreReadFromPkcs8(String algorithm) throws Exception {
        PrivateKey key =
                KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
        assertThat(PemFiles.key(pem("PRIVATE KEY", key.getEncoded()), "key")).isEqualTo(key);
    }

    @Test
    void rsaKeysAreReadFromPkcs1() throws Exception {
        PrivateKey key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate();
        // PKCS #8 is PKCS #1 behind 26 bytes: lengths, version, algorithm.
        byte[] encoded = key.getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(encoded, 26, encoded.length);
        assertThat(PemFiles.key(pem("RSA PRIVATE KEY", pkcs1), "key")).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENCRYPTED PRIVATE KEY", "EC PRIVATE KEY", "PUBLIC KEY"})
    void otherFormsOfKeysComeWithTheCommandThatConvertsThem(String kind) throws Exception {
        Path file = pem(kind, new byte[] {1, 2, 3});
        TidegateException refusal = refusal(() -> PemFiles.key(file, "key"));
        assertThat(refusal.remedy()).startsWith("Convert it: openssl pkcs8 -topk8 -nocrypt -in " + file);
    }

    @Test
    void filesThatCannotBeUsedAreNamedWithTheirSetting() throws Exception {
        Path missing = files.resolve("missing.pem");
        Path text = Files.writeString(files.resolve("text.pem"), "hello");
        assertThat(refusal(() -> PemFiles.certificates(missing, "ca")).detail())
                .isEqualTo("ca: the file " + missing + " cannot be read (NoSuchFileException)");
        assertThat(refusal(() -> PemFiles.certificates(text, "cert")).detail())
                .startsWith("cert: the file " + text + " ");
        Path rubbish = pem("PRIVATE KEY", new byte[] {1, 2, 3});
        assertThat(refusal(() -> PemFiles.key(rubbish, "key")).detail())
                .isEqualTo("key: the file " + rubbish + " is no key of RSA, EC or EdDSA");
    }

    @Test
    void aCertificateAndTheKeyOfAnotherAreRefused() throws Exception {
        CertificateAuthority root = new CertificateAuthority("CN=Root");
        Certificate one = root.issue("CN=one");
        Certificate two = root.issue("CN=two");
        Path certificate = Files.writeString(files.resolve("one.pem"), one.certificatePem());
        Path key = Files.writeString(files.resolve("two.key"), two.keyPem());
        assertThat(refusal(() -> TlsContext.of(new TlsConfig(true, null, certificate, key, false, null)))
                        .detail())
                .isEqualTo("cert and key: the key is not that of the certificate");
    }

    private static TidegateException refusal(ThrowingCallable call) {
        TidegateException refusal = catchThrowableOfType(TidegateException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(ErrorCode.TLS_CONFIG_FAILED);
        return refusal;
    }

    private Path pem(String kind, byte[] der) throws Exception {
        return Files.writeString(
                files.resolve("key.pem"),
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                        + "-----\n");
    }
}

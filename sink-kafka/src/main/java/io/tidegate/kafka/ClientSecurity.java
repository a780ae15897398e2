package io.tidegate.kafka;

import io.tidegate.config.KafkaSinkConfig;
import io.tidegate.config.SaslConfig;
import io.tidegate.config.TlsConfig;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * The client properties for TLS and login. Secrets leave here only as {@link Password}, which Kafka prints as {@code
 * [hidden]}.
 */
final class ClientSecurity {
    private ClientSecurity() {}

    static Map<String, Object> properties(KafkaSinkConfig config) {
        Map<String, Object> properties = new HashMap<>();
        TlsConfig tls = config.tls();
        SaslConfig sasl = config.sasl();
        properties.put("security.protocol", protocol(tls, sasl));
        if (tls.enabled()) {
            addTls(properties, tls);
        }
        if (sasl != null) {
            properties.put(SaslConfigs.SASL_MECHANISM, sasl.mechanism().kafkaName());
            properties.put(SaslConfigs.SASL_JAAS_CONFIG, jaas(sasl));
        }
        return properties;
    }

    static String protocol(TlsConfig tls, @Nullable SaslConfig sasl) {
        if (sasl == null) {
            return tls.enabled() ? "SSL" : "PLAINTEXT";
        }
        return tls.enabled() ? "SASL_SSL" : "SASL_PLAINTEXT";
    }

    private static void addTls(Map<String, Object> properties, TlsConfig tls) {
        Path certificate = tls.certificate();
        Path key = tls.key();
        Path ca = tls.ca();
        if (tls.insecureSkipVerify()) {
            if (certificate != null) {
                throw new TidegateException(
                        ErrorCode.KAFKA_INVALID_CONFIG,
                        "insecure-skip-verify cannot be combined with a client certificate");
            }
            properties.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, TrustingSslEngineFactory.class);
            properties.put(SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG, "");
            return;
        }
        if (ca != null) {
            properties.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
            properties.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, new Password(read(ca, "ca")));
        }
        if (certificate != null && key != null) {
            properties.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
            properties.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, new Password(read(certificate, "cert")));
            properties.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, new Password(readKey(key)));
        }
    }

    private static String readKey(Path file) {
        String pem = read(file, "key");
        if (!pem.contains("BEGIN PRIVATE KEY")) {
            throw new TidegateException(
                            ErrorCode.KAFKA_INVALID_CONFIG,
                            "the key in " + file + " is not an unencrypted PKCS #8 key in PEM form")
                    .withRemedy("Convert it: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out key.pem");
        }
        return pem;
    }

    private static String read(Path file, String parameter) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new TidegateException(
                    ErrorCode.KAFKA_INVALID_CONFIG, "the file of " + parameter + " cannot be read: " + file, e);
        }
    }

    private static Password jaas(SaslConfig sasl) {
        String module =
                switch (sasl.mechanism()) {
                    case PLAIN -> "plain.PlainLoginModule";
                    case SCRAM_SHA_256, SCRAM_SHA_512 -> "scram.ScramLoginModule";
                };
        return sasl.password()
                .reveal(password -> new Password("org.apache.kafka.common.security." + module + " required username="
                        + quoted(sasl.user()) + " password=" + quoted(password) + ";"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

package io.tidegate.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How to log in at Kafka. */
public sealed interface SaslConfig {
    /** The SASL mechanism under the name that Kafka clients and brokers use. */
    String mechanismName();

    /** The mechanisms that take a user name and a password. */
    enum Mechanism {
        PLAIN("PLAIN"),
        SCRAM_SHA_256("SCRAM-SHA-256"),
        SCRAM_SHA_512("SCRAM-SHA-512");

        private final String kafkaName;

        Mechanism(String kafkaName) {
            this.kafkaName = kafkaName;
        }

        /** The name that Kafka clients and brokers use. */
        public String kafkaName() {
            return kafkaName;
        }
    }

    /**
     * A user name and a password that the brokers know.
     *
     * @param mechanism which one
     * @param user user name
     * @param password password
     */
    record Password(Mechanism mechanism, String user, Secret password) implements SaslConfig {
        @Override
        public String mechanismName() {
            return mechanism.kafkaName();
        }
    }

    /**
     * A ticket of a Kerberos KDC.
     *
     * @param principal who logs in, as {@code name@REALM}, or {@code name} for the default realm
     * @param proof how the KDC is convinced of it
     * @param serviceName first part of the brokers' principal {@code service/host@REALM}
     * @param configuration krb5.conf, null for the one the system has
     */
    record Kerberos(
            String principal,
            KerberosProof proof,
            String serviceName,
            @Nullable Path configuration) implements SaslConfig {
        @Override
        public String mechanismName() {
            return "GSSAPI";
        }
    }

    /** What a KDC takes as a proof of who we are. */
    sealed interface KerberosProof {
        /** @param file with the key of the principal */
        record Keytab(Path file) implements KerberosProof {}

        /** @param text of the principal */
        record Password(Secret text) implements KerberosProof {}
    }

    /**
     * A bearer token, fetched by the client credentials grant of RFC 6749 section 4.4.
     *
     * @param clientId client id
     * @param clientSecret client secret, no longer in Base64
     * @param tokenUrl where tokens are fetched, http or https
     * @param scopes scopes to ask for, may be empty
     * @param grantType the grant type to name, {@code client_credentials} unless the server wants another word
     * @param audience audience to ask for, null for none
     * @param ca PEM file of the authorities that sign the certificate of an https token URL, null for the system's
     */
    record OAuth(
            String clientId,
            Secret clientSecret,
            URI tokenUrl,
            List<String> scopes,
            String grantType,
            @Nullable String audience,
            @Nullable Path ca)
            implements SaslConfig {
        public OAuth {
            scopes = List.copyOf(scopes);
        }

        @Override
        public String mechanismName() {
            return "OAUTHBEARER";
        }
    }
}

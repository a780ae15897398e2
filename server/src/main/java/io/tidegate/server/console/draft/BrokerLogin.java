package io.tidegate.server.console.draft;

import io.tidegate.config.Secret;
import java.util.Arrays;
import java.util.List;

/**
 * How brokers are logged in to, as it was typed. What belongs to another mechanism stays, and does not count.
 *
 * @param mechanism which one counts
 * @param user for PLAIN and SCRAM
 * @param password for PLAIN and SCRAM, empty while there is none
 * @param oauth for OAUTHBEARER
 * @param kerberos for GSSAPI
 */
public record BrokerLogin(Mechanism mechanism, String user, Secret password, OAuth oauth, Kerberos kerberos) {
    static final Secret NO_SECRET = new Secret("");

    public static final BrokerLogin INITIAL = new BrokerLogin(
            Mechanism.DISABLE,
            "",
            NO_SECRET,
            new OAuth("", NO_SECRET, "", "", "", ""),
            new Kerberos(Proof.PASSWORD, "", "", "", NO_SECRET, "", ""));

    /** The choices of the page. */
    public enum Mechanism {
        DISABLE("DISABLE"),
        PLAIN("SASL/PLAIN"),
        SCRAM_SHA_256("SASL/SCRAM-SHA-256"),
        SCRAM_SHA_512("SASL/SCRAM-SHA-512"),
        OAUTHBEARER("SASL/OAUTHBEARER"),
        GSSAPI("SASL/GSSAPI (Kerberos)");

        private final String shown;

        Mechanism(String shown) {
            this.shown = shown;
        }

        /** What people know it as, in every language. */
        public String shown() {
            return shown;
        }

        /** Whether it takes a user name and a password that the brokers know. */
        public boolean takesPassword() {
            return this == PLAIN || this == SCRAM_SHA_256 || this == SCRAM_SHA_512;
        }
    }

    /** What Kerberos is convinced with. */
    public enum Proof {
        PASSWORD,
        KEYTAB
    }

    /**
     * The client credentials grant.
     *
     * @param clientSecret as it is, not in Base64
     * @param scopes separated by spaces
     * @param audience empty for none
     * @param ca PEM file of the token URL's authorities, empty for the system's
     */
    public record OAuth(
            String clientId, Secret clientSecret, String tokenUrl, String scopes, String audience, String ca) {
        /** The scopes one by one. */
        public List<String> scopeList() {
            return Arrays.stream(scopes.split("[\\s,]+"))
                    .filter(scope -> !scope.isEmpty())
                    .toList();
        }
    }

    /**
     * A ticket of a KDC.
     *
     * @param realm empty for the default one
     * @param serviceName of the brokers, empty for {@code kafka}
     * @param configuration krb5.conf on the server, empty for the system's
     */
    public record Kerberos(
            Proof proof,
            String user,
            String realm,
            String serviceName,
            Secret password,
            String keytab,
            String configuration) {}

    /** Whether nothing was typed for a secret. */
    public static boolean isMissing(Secret secret) {
        return secret.reveal(String::isEmpty);
    }
}

package io.tidegate.server.access;

/**
 * Who asks.
 *
 * @param name of the account
 * @param role what it may do in this request
 * @param via how it proved itself
 */
public record Principal(String name, Role role, Via via) {
    /** How an account proved itself. */
    public enum Via {
        /** A password, and since then a cookie. */
        SESSION,
        /** An API token. */
        TOKEN,
        /** An identity provider, and since then a cookie. */
        OIDC,
        /** Somebody at the machine itself, such as the first start. */
        LOCAL
    }
}

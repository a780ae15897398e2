package io.tidegate.server.access;

/** What an account may do; each role may do what those before it may. */
public enum Role {
    /** Look at everything but secrets. */
    VIEWER,
    /** Create, change, pause and remove changefeeds. */
    OPERATOR,
    /** Manage clusters, accounts, tokens and what touches the server's file system. */
    ADMIN;

    /** Whether this role may do what the other one may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}

package io.tidegate.server.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

    /** The one of both that may do less. */
    Role least(Role other) {
        return includes(other) ? other : this;
    }

    /** As the API writes it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role that the API writes like this, empty if there is none. */
    public static Optional<Role> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }
}

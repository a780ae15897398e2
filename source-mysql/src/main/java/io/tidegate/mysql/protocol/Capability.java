package io.tidegate.mysql.protocol;

/** The capability flags of the protocol that this client knows. */
final class Capability {
    /** MariaDB from 10.2 on leaves it out to say that it is not MySQL. */
    static final int LONG_PASSWORD = 1;

    static final int LONG_FLAG = 4;
    static final int PROTOCOL_41 = 0x200;
    static final int SSL = 0x800;
    static final int TRANSACTIONS = 0x2000;
    static final int SECURE_CONNECTION = 0x8000;
    static final int PLUGIN_AUTH = 0x80000;
    static final int PLUGIN_AUTH_LENENC = 0x200000;

    /** What this client asks for. Without DEPRECATE_EOF, which makes results harder to read and gives nothing. */
    static final int WANTED = LONG_PASSWORD
            | LONG_FLAG
            | PROTOCOL_41
            | TRANSACTIONS
            | SECURE_CONNECTION
            | PLUGIN_AUTH
            | PLUGIN_AUTH_LENENC;

    /** Without these no login is possible. */
    static final int NEEDED = PROTOCOL_41 | SECURE_CONNECTION | PLUGIN_AUTH;

    private Capability() {}
}

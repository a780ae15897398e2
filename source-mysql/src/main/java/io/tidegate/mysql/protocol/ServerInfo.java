package io.tidegate.mysql.protocol;

/**
 * What a server says about itself when a connection opens.
 *
 * @param flavour the family
 * @param versionText the version as the server words it, without the {@code 5.5.5-} that older MariaDB puts before it
 * @param version major * 10000 + minor * 100 + patch
 * @param connectionId the number under which the server lists this connection
 * @param capabilities the capability flags it offers
 * @param secure whether the connection is encrypted
 */
public record ServerInfo(
        Flavour flavour, String versionText, int version, long connectionId, int capabilities, boolean secure) {
    /** The families whose protocol this package speaks. */
    public enum Flavour {
        MYSQL,
        MARIADB
    }

    /** Whether the server is of this version or a later one. */
    public boolean atLeast(int major, int minor, int patch) {
        return version >= major * 10000 + minor * 100 + patch;
    }
}

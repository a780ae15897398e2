package io.tidegate.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Parts of the tests that a machine may lack. A test that needs one is skipped without it, unless the environment
 * variable {@code TIDEGATE_REQUIRE}, a list of names, has its name: then its absence is a failure.
 */
public enum TestPart {
    MYSQL("mysql", "run testbed/mysql/install"),
    MARIADB_10_11("mariadb-10.11", "run testbed/mariadb/install"),
    KEYCLOAK("keycloak", "run testbed/keycloak/install"),
    PROMTOOL("promtool", "run testbed/prometheus/install"),
    CHROMIUM("chromium", "run testbed/chromium/install"),
    SYSTEMD("systemd", "install the package systemd");

    private final String label;
    private final String howToGet;

    TestPart(String label, String howToGet) {
        this.label = label;
        this.howToGet = howToGet;
    }

    /**
     * Whether tests of the part are to run.
     *
     * @throws IllegalStateException if it is required and not there
     */
    public boolean isPresent() {
        boolean present = isInstalled();
        if (!present && isRequired(System.getenv("TIDEGATE_REQUIRE"))) {
            throw new IllegalStateException(label + " is required and not there: " + howToGet);
        }
        return present;
    }

    /** Why a test is skipped. */
    public String missing() {
        return label + " is not installed: " + howToGet;
    }

    private boolean isInstalled() {
        return switch (this) {
            case MYSQL -> LocalMySql.home().isPresent();
            case MARIADB_10_11 -> LocalMariaDb.home().isPresent();
            case KEYCLOAK -> LocalKeycloak.home().isPresent();
            case PROMTOOL -> LocalPromtool.home().isPresent();
            case CHROMIUM -> LocalChromium.executable().isPresent();
            case SYSTEMD ->
                Stream.of("/usr/bin", "/bin").anyMatch(bin -> Files.isExecutable(Path.of(bin, "systemd-analyze")));
        };
    }

    private boolean isRequired(@Nullable String list) {
        return list != null && Arrays.asList(list.split(" *, *")).contains(label);
    }
}

package io.tidegate.embedded;

import java.util.Arrays;

/**
 * Parts of the tests that a machine may lack: a MySQL server, a browser. A test that needs one is skipped without it,
 * unless the environment variable {@code TIDEGATE_REQUIRE} names the part: then its absence is a failure.
 */
public final class RequiredParts {
    private RequiredParts() {}

    /**
     * Whether tests of the part are to run.
     *
     * @param part its name, such as {@code mysql}
     * @param found whether it is there
     * @param howToGet for the one who required it
     * @throws IllegalStateException if it is required and not there
     */
    public static boolean present(String part, boolean found, String howToGet) {
        if (!found && required(part)) {
            throw new IllegalStateException(part + " is required and not there: " + howToGet);
        }
        return found;
    }

    private static boolean required(String part) {
        String list = System.getenv("TIDEGATE_REQUIRE");
        return list != null && Arrays.asList(list.split(" *, *")).contains(part);
    }
}

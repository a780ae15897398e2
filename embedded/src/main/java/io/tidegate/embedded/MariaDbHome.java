package io.tidegate.embedded;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the files of a MariaDB server lie, and what its commands need around them.
 *
 * @param base what it calls its base directory
 * @param installer the script that makes a data directory, below the base
 * @param daemon the server, below the base
 * @param environment words before each command, such as {@code env NAME=value}
 * @param options of the server's command line
 */
record MariaDbHome(Path base, String installer, String daemon, List<String> environment, List<String> options) {
    MariaDbHome {
        environment = List.copyOf(environment);
        options = List.copyOf(options);
    }
}

package io.tidegate.mysql.check;

import io.tidegate.mysql.protocol.ServerInfo;
import io.tidegate.mysql.protocol.ServerInfo.Flavour;
import java.util.Map;
import java.util.Optional;

/**
 * The global variables of a server at one moment. Which of them exist depends on family and version.
 *
 * @param server whose they are
 * @param values by name in lower case, as SHOW GLOBAL VARIABLES prints them
 */
record ServerVariables(ServerInfo server, Map<String, String> values) {
    ServerVariables {
        values = Map.copyOf(values);
    }

    boolean isMariaDb() {
        return server.flavour() == Flavour.MARIADB;
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Whether the variable exists and has this value, whatever the case of its letters. */
    boolean is(String name, String value) {
        return value.equalsIgnoreCase(values.get(name));
    }
}

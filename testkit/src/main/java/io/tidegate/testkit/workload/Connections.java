package io.tidegate.testkit.workload;

import java.sql.Connection;
import java.sql.SQLException;

/** Opens connections to the shop's database; its default database is the shop. */
@FunctionalInterface
public interface Connections {
    Connection open() throws SQLException;
}

package io.tidegate.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@Needs(TestPart.MARIADB_10_11)
class LocalMariaDbTest {
    @Test
    void itIsDebiansServerWithItsPluginsAndLeavesNothingBehind() throws Exception {
        Path data;
        try (LocalMariaDb server = LocalMariaDb.start("--max-allowed-packet=32M");
                Connection connection = server.connect("");
                Statement statement = connection.createStatement()) {
            data = server.dataDirectory();
            assertThat(Files.isDirectory(data)).isTrue();
            statement.execute("INSTALL SONAME 'auth_ed25519'");
            try (ResultSet row = statement.executeQuery(
                    "SELECT @@version, @@max_allowed_packet, @@bind_address, @@binlog_row_metadata")) {
                row.next();
                assertThat(row.getString(1)).startsWith("10.11.");
                assertThat(row.getInt(2)).isEqualTo(32 << 20);
                assertThat(row.getString(3)).isEqualTo("127.0.0.1");
                assertThat(row.getString(4)).isEqualTo("FULL");
            }
        }
        assertThat(Files.exists(data)).isFalse();
    }

    @Test
    void anImpossibleOptionIsReportedWithWhatTheServerPrinted() {
        assertThatThrownBy(() -> LocalMariaDb.start("--no-such-option").close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no-such-option");
    }
}

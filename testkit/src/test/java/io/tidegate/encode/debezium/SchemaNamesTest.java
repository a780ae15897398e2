package io.tidegate.encode.debezium;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.model.TableName;
import org.junit.jupiter.api.Test;

class SchemaNamesTest {
    @Test
    void lettersThatSchemasCannotHaveBecomeUnderscores() {
        assertThat(SchemaNames.ofTable("default", new TableName("1A.B", "columnNameWith中文")))
                .isEqualTo("default._1A_B.columnNameWith__");
        assertThat(SchemaNames.ofTable("db-server", new TableName("test-db", "1.foo-bar")))
                .isEqualTo("db_server.test_db.1.foo_bar");
    }

    @Test
    void aCharacterOfTwoUnitsIsOneUnderscore() {
        assertThat(SchemaNames.clean("a😀b")).isEqualTo("a_b");
        assertThat(SchemaNames.clean("-x")).isEqualTo("_x");
        assertThat(SchemaNames.clean("N-amespace")).isEqualTo("N_amespace");
    }
}

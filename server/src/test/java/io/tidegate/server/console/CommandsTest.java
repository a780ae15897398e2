package io.tidegate.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandsTest {
    @Test
    void aGrantIsFoundWithTheNamesItQuotes() {
        assertThat(Commands.in("As root: GRANT SELECT ON `shop`.* TO 'cdc'@'%'; Then resume."))
                .isEqualTo(List.of("GRANT SELECT ON `shop`.* TO 'cdc'@'%';"));
    }

    @Test
    void whatStandsBetweenBackticksIsFoundOnce() {
        assertThat(Commands.in("Run `SET GLOBAL x=1` or `tidegate check`, then `tidegate check` again."))
                .containsExactly("SET GLOBAL x=1", "tidegate check");
    }

    @Test
    void aStatementIsFoundWithTheNamesItQuotes() {
        assertThat(Commands.in("ALTER TABLE `shop`.`notes` ADD PRIMARY KEY (...); for shop.notes, or exclude it."))
                .containsExactly("ALTER TABLE `shop`.`notes` ADD PRIMARY KEY (...);");
        assertThat(Commands.in("SET GLOBAL gtid_strict_mode = ON; and gtid_strict_mode = ON under [mysqld]."))
                .containsExactly("SET GLOBAL gtid_strict_mode = ON;");
    }

    @Test
    void aToolOfKafkaIsFoundWithItsOptions() {
        String grant = "kafka-acls.sh --bootstrap-server b:9092 --add --allow-principal 'User:a b' --cluster";
        assertThat(Commands.in(grant)).containsExactly(grant);
        assertThat(Commands.in(grant + " or create it beforehand: kafka-topics.sh --create --topic t"))
                .containsExactly(grant, "kafka-topics.sh --create --topic t");
    }

    @Test
    void wordsAloneAreNothingToRun() {
        assertThat(Commands.in("Grant it the right to read; then resume.")).isEmpty();
    }
}

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
    void wordsAloneAreNothingToRun() {
        assertThat(Commands.in("Grant it the right to read; then resume.")).isEmpty();
    }
}

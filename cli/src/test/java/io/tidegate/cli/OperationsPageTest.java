package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tidegate.cli.client.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OperationsPageTest {
    private static final Path PAGE = Path.of(System.getProperty("basedir", "."), "..", "docs", "operations.md");
    private static final String COMMAND = "    tidegate ";

    /** They are for a server in trouble: what they would do is tried elsewhere, here that there is such a thing. */
    @Test
    void everyCommandOfTheRunbookIsOneThatTidegateTakes() throws IOException {
        List<String> commands = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith(COMMAND))
                .map(line -> line.substring(COMMAND.length()))
                .toList();
        assertThat(commands).hasSizeGreaterThan(15);
        for (String arguments : commands) {
            CommandLine tidegate = new CommandLine(new Main());
            ClientCommands.addTo(tidegate, Surroundings.ofProcess());
            tidegate.setCaseInsensitiveEnumValuesAllowed(true);
            assertThatCode(() -> tidegate.parseArgs(arguments.split(" ")))
                    .as(arguments)
                    .doesNotThrowAnyException();
        }
    }
}

package io.tidegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.cli.client.ServerOptions;
import io.tidegate.cli.client.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * docs/cli.md has every command with an example that the command line can read, and its options as the command knows them;
 * {@code -Dtidegate.rewrite=true} prints the options anew.
 */
class CommandLinePageTest {
    private static final Path PAGE = Path.of("..", "docs", "cli.md");
    private static final Pattern BLOCK = Pattern.compile("<!-- options: ([^>]*) -->\n.*?<!-- end -->", Pattern.DOTALL);
    private static final Pattern EXAMPLE = Pattern.compile("(?m)^    (tidegate (?:.*\\\\\n)*.*)$");
    private static final Set<String> EVERYWHERE = Set.of("--help", "--version");
    private static final String COMMON = "every command that asks a server";

    private final CommandLine tidegate = tidegate();
    private final Set<String> common =
            CommandSpec.forAnnotatedObject(new ServerOptions(Surroundings.ofProcess())).options().stream()
                    .map(OptionSpec::longestName)
                    .collect(Collectors.toSet());

    @Test
    void theOptionsOnThePageAreThoseOfTheCommands() throws IOException {
        Map<String, String> blocks = new TreeMap<>();
        commands("", tidegate).forEach((name, command) -> blocks.put(name, block(command.getCommandSpec())));
        blocks.put(
                COMMON, table(rows(commands("", tidegate).get("changefeed list").getCommandSpec(), true)));
        String page = Files.readString(PAGE);
        List<String> found = new ArrayList<>();
        String expected = BLOCK.matcher(page).replaceAll(block -> {
            String name = block.group(1);
            found.add(name);
            return Matcher.quoteReplacement("<!-- options: " + name + " -->\n"
                    + blocks.getOrDefault(name, "no such command\n") + "<!-- end -->");
        });
        if (Boolean.getBoolean("tidegate.rewrite")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/cli.md; rewrite it with -Dtidegate.rewrite=true")
                .isEqualTo(expected)
                .doesNotContain("no such command");
        assertThat(found).containsExactlyInAnyOrderElementsOf(blocks.keySet());
    }

    @Test
    void everyCommandHasAnExampleAndTheCommandLineCanReadIt() throws IOException {
        String page = Files.readString(PAGE);
        Set<String> shown = EXAMPLE.matcher(page)
                .results()
                .map(example -> example.group(1))
                .peek(this::requireReadable)
                .collect(Collectors.toSet());
        for (String name : commands("", tidegate).keySet()) {
            assertThat(shown)
                    .as(name)
                    .anyMatch(example -> (example + " ").startsWith("tidegate " + name + " ")
                            || page.contains("<(tidegate " + name + " "));
            assertThat(page).contains("\n### tidegate " + name + "\n");
        }
    }

    private void requireReadable(String example) {
        String line =
                example.replace("\\\n", " ").replaceAll(" +#.*| +\\|.*", "").replace("'", "");
        String[] arguments = Arrays.copyOfRange(line.split(" +"), 1, line.split(" +").length);
        CommandLine.ParseResult read = tidegate().parseArgs(arguments);
        assertThat(read.errors()).as(example).isEmpty();
    }

    /** The commands that do something, by name without {@code tidegate}. */
    private static Map<String, CommandLine> commands(String prefix, CommandLine group) {
        Map<String, CommandLine> commands = new TreeMap<>();
        group.getSubcommands().forEach((name, command) -> {
            if (command.getSubcommands().isEmpty()) {
                commands.put(prefix + name, command);
            } else {
                commands.putAll(commands(prefix + name + " ", command));
            }
        });
        return commands;
    }

    private String block(CommandSpec command) {
        String description = String.join(" ", command.usageMessage().description());
        List<String> rows = rows(command, false);
        return "\n" + description + "\n\n" + (rows.isEmpty() ? "" : table(rows).substring(1));
    }

    private static String table(List<String> rows) {
        return "\n| option | |\n|---|---|\n" + String.join("", rows) + "\n";
    }

    private List<String> rows(CommandSpec command, boolean ofServer) {
        List<String> rows = new ArrayList<>();
        if (!ofServer) {
            command.positionalParameters().forEach(parameter -> rows.add(row(parameter.paramLabel(), parameter)));
        }
        boolean asksServer = command.findOption("--token-file") != null;
        for (OptionSpec option : command.options()) {
            boolean isCommon = asksServer && common.contains(option.longestName());
            if (!EVERYWHERE.contains(option.longestName()) && isCommon == ofServer) {
                String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
                rows.add(row(String.join(", ", option.names()) + value, option));
            }
        }
        return rows;
    }

    private static String row(String name, ArgSpec argument) {
        String text =
                String.join(" ", argument.description()).replace("${DEFAULT-VALUE}", argument.defaultValueString());
        return "| `" + name.replace("|", "\\|") + "` | " + text.replace("|", "\\|")
                + (argument.required() ? " Required." : "") + " |\n";
    }

    private static CommandLine tidegate() {
        CommandLine tidegate = new CommandLine(new Main());
        ClientCommands.addTo(tidegate, Surroundings.ofProcess());
        return tidegate.setCaseInsensitiveEnumValuesAllowed(true);
    }
}

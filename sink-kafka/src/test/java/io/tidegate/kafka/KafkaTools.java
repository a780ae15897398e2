package io.tidegate.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kafka.admin.ConfigCommand;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.tools.AclCommand;
import org.apache.kafka.tools.TopicCommand;

/** Runs the commands of remedies with Kafka's own tools, as an administrator would. */
final class KafkaTools {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    private KafkaTools() {}

    /**
     * Runs a command line.
     *
     * @param administrator the contents of admin.properties
     * @return the exit status
     */
    static int run(String command, String administrator) throws IOException {
        Path file = Files.createTempFile("admin", ".properties");
        List<Integer> statuses = new ArrayList<>();
        Locale locale = Locale.getDefault();
        // The tools make names of constants with the default locale, which fails in Turkish.
        Locale.setDefault(Locale.ROOT);
        Exit.setExitProcedure((status, message) -> statuses.add(status));
        try {
            Files.writeString(file, administrator);
            List<String> words = words(command.replace("admin.properties", file.toString()));
            String[] arguments = words.subList(1, words.size()).toArray(String[]::new);
            switch (words.get(0)) {
                case "kafka-acls.sh" -> AclCommand.main(arguments);
                case "kafka-topics.sh" -> TopicCommand.main(arguments);
                case "kafka-configs.sh" -> ConfigCommand.main(arguments);
                default -> throw new IllegalArgumentException("no tool: " + command);
            }
            return statuses.isEmpty() ? 0 : statuses.get(0);
        } finally {
            Exit.resetExitProcedure();
            Locale.setDefault(locale);
            Files.delete(file);
        }
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }
}

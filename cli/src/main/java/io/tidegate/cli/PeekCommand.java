package io.tidegate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.kafka.TopicPeek;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the messages of a topic. */
@Command(
        name = "peek",
        description = "Prints messages of a topic, decoded: partition, offset, time and content.",
        mixinStandardHelpOptions = true)
final class PeekCommand implements Callable<Integer> {
    @Option(names = "--brokers", paramLabel = "HOST:PORT,...", required = true, description = "Brokers to ask.")
    private String brokers = "";

    @Option(names = "--topic", paramLabel = "NAME", required = true, description = "The topic.")
    private String topic = "";

    @Option(
            names = "--protocol",
            paramLabel = "FORMAT",
            defaultValue = "canal-json",
            description = "Message format (default: ${DEFAULT-VALUE}).")
    private String protocol = "canal-json";

    @Option(
            names = "--schema-registry",
            paramLabel = "URL",
            description = "Schema registry; for Avro, not available yet.")
    private @Nullable String schemaRegistry;

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            defaultValue = "BEGINNING",
            description = "beginning, or end to wait for new messages (default: beginning).")
    private TopicPeek.From from = TopicPeek.From.BEGINNING;

    @Option(
            names = "--max",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many messages at most (default: ${DEFAULT-VALUE}).")
    private int max = 10;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public Integer call() {
        if (!protocol.equals("canal-json")) {
            throw new TidegateException(
                    ErrorCode.SINK_UNKNOWN_PROTOCOL, "--protocol=" + protocol + " cannot be decoded yet");
        }
        if (schemaRegistry != null) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "--schema-registry has no meaning for " + protocol)
                    .withRemedy("Leave it out.");
        }
        PrintWriter out = spec.commandLine().getOut();
        TopicPeek.read(brokers, topic, from, max, message -> {
            out.println(line(message));
            out.flush();
        });
        return 0;
    }

    private String line(TopicPeek.Message message) {
        String head = topic + "-" + message.partition() + "@" + message.offset() + " "
                + Instant.ofEpochMilli(message.timestamp()) + " ";
        byte[] value = message.value();
        return head + (value == null ? "(no value)" : content(value));
    }

    /** What happened in a few words, then the message. */
    private String content(byte[] value) {
        try {
            JsonNode json = mapper.readTree(value);
            String table = json.path("table").asText();
            String name = json.path("database").asText() + (table.isEmpty() ? "" : "." + table);
            return json.path("type").asText() + " " + name + " " + json;
        } catch (IOException e) {
            return "(not JSON) " + new String(value, StandardCharsets.UTF_8);
        }
    }
}

package io.tidegate.cli;

import io.tidegate.config.ValueCompression;
import io.tidegate.kafka.TopicPeek;
import java.io.PrintWriter;
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
            description = "Schema registry of Avro, http://user:password@host:port.")
    private @Nullable String schemaRegistry;

    @Option(
            names = "--value-compression",
            paramLabel = "KIND",
            defaultValue = "NONE",
            description = "lz4 or snappy for messages of a changefeed with large-message-handle-compression"
                    + " (default: none).")
    private ValueCompression compression = ValueCompression.NONE;

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

    @Override
    public Integer call() {
        PeekFormat format = PeekFormat.of(protocol, schemaRegistry, compression);
        PrintWriter out = spec.commandLine().getOut();
        TopicPeek.read(brokers, topic, from, max, message -> {
            out.println(line(message) + format.text(message));
            out.flush();
        });
        return 0;
    }

    private String line(TopicPeek.Message message) {
        return topic + "-" + message.partition() + "@" + message.offset() + " "
                + Instant.ofEpochMilli(message.timestamp()) + " ";
    }
}

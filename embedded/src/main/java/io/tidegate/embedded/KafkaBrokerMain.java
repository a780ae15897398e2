package io.tidegate.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A broker in a process of its own: {@code KafkaBrokerMain DIRECTORY PORT [PROPERTY=VALUE]…}. Prints {@code ready
 * HOST:PORT} when it serves clients, and ends in order on SIGTERM and when its standard input ends, so that a program
 * that started it with a pipe never leaves it behind.
 */
public final class KafkaBrokerMain {
    private KafkaBrokerMain() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2) {
            System.err.println("usage: KafkaBrokerMain DIRECTORY PORT [PROPERTY=VALUE]...");
            System.exit(2);
        }
        // The client and the broker tell much that nobody here acts on.
        if (System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") == null) {
            System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
        }
        EmbeddedKafka.Builder builder =
                EmbeddedKafka.builder().directory(Path.of(arguments[0])).port(Integer.parseInt(arguments[1]));
        for (int i = 2; i < arguments.length; i++) {
            int equals = arguments[i].indexOf('=');
            if (equals < 1) {
                System.err.println("not PROPERTY=VALUE: " + arguments[i]);
                System.exit(2);
            }
            builder.property(arguments[i].substring(0, equals), arguments[i].substring(equals + 1));
        }
        try (EmbeddedKafka kafka = builder.build()) {
            Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "kafka-broker-shutdown"));
            kafka.start();
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            out.println("ready " + kafka.bootstrapServers());
            awaitEndOfInput();
        }
    }

    private static void awaitEndOfInput() throws IOException {
        byte[] ignored = new byte[64];
        while (System.in.read(ignored) >= 0) {
            // Whatever comes, only the end counts.
        }
    }
}

package io.tidegate.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster of one node in this JVM, broker and controller at once, for clients on the loopback address. Between
 * {@link #start} and {@link #stop} it runs; both can be repeated and keep data and port. {@link #close} ends it and
 * removes its directory, unless the directory was given from outside. Topics are not created by being used: whoever
 * writes must make them. Clients use a listener of their own ({@code CLIENT}) whose security can be configured; the node
 * talks to itself on plain ones. Methods are thread safe.
 */
public final class EmbeddedKafka implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String NODE_ID = "1";

    private final Path directory;
    private final boolean temporary;
    private final int port;
    private final int advertisedPort;
    private final int internalPort = FreePort.next();
    private final int controllerPort = FreePort.next();
    private final String securityProtocol;
    private final Map<String, String> properties;
    private final List<String> scramUsers;
    private final Map<String, String> listeners;
    private final Map<String, Integer> listenerPorts = new TreeMap<>();
    private @Nullable KafkaRaftServer server;
    private boolean closed;

    private EmbeddedKafka(Builder builder) {
        temporary = builder.directory == null;
        directory = builder.directory == null
                ? Directories.temporary("tidegate-kafka-")
                : builder.directory.toAbsolutePath();
        port = builder.port == 0 ? FreePort.next() : builder.port;
        advertisedPort = builder.advertisedPort == 0 ? port : builder.advertisedPort;
        securityProtocol = builder.securityProtocol;
        properties = Map.copyOf(builder.properties);
        scramUsers = List.copyOf(builder.scramUsers);
        listeners = Map.copyOf(builder.listeners);
        listeners.keySet().forEach(name -> listenerPorts.put(name, FreePort.next()));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Starts the broker, with the data it had before if there is any, and returns when it serves clients. */
    public synchronized EmbeddedKafka start() {
        if (closed) {
            throw new IllegalStateException("closed");
        }
        if (server != null) {
            throw new IllegalStateException("already running");
        }
        if (Files.notExists(directory.resolve("meta.properties"))) {
            format();
        }
        server = started(config());
        return this;
    }

    /** Shuts the broker down in order. */
    public synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
            server = null;
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        stop();
        if (temporary) {
            Directories.delete(directory);
        }
    }

    /** The {@code host:port} of the client listener. */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    /** The {@code host:port} of a listener that was added to the client listener. */
    public String bootstrapServers(String listener) {
        Integer found = listenerPorts.get(listener);
        if (found == null) {
            throw new IllegalArgumentException("no listener " + listener);
        }
        return HOST + ":" + found;
    }

    public int port() {
        return port;
    }

    private void format() {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
            Files.createDirectories(directory);
            Formatter formatter = new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(Integer.parseInt(NODE_ID))
                    .setControllerListenerName("CONTROLLER")
                    .addDirectory(directory.toString())
                    .setMetadataLogDirectory(directory.toString())
                    .setPrintStream(stream);
            if (!scramUsers.isEmpty()) {
                formatter.setScramArguments(scramUsers);
            }
            formatter.run();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot prepare " + directory, e);
        } catch (Exception e) {
            throw new IllegalStateException(
                    "cannot format " + directory + ": " + printed.toString(StandardCharsets.UTF_8), e);
        }
    }

    // The broker makes names of constants with the default locale, which fails in Turkish: CLASSIC gets a dotted I. It
    // does
    // so while it starts and when a broker property is altered.
    private static KafkaRaftServer started(Map<String, String> config) {
        Locale locale = Locale.getDefault();
        Locale.setDefault(Locale.ROOT);
        try {
            KafkaRaftServer starting = new KafkaRaftServer(new KafkaConfig(config, false), Time.SYSTEM);
            starting.startup();
            return starting;
        } finally {
            Locale.setDefault(locale);
        }
    }

    private Map<String, String> config() {
        StringBuilder others = new StringBuilder(",INTERNAL://" + HOST + ":" + internalPort);
        StringBuilder protocols = new StringBuilder("INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        listenerPorts.forEach((name, itsPort) -> {
            others.append(',').append(name).append("://" + HOST + ":").append(itsPort);
            protocols.append(',').append(name).append(':').append(listeners.get(name));
        });
        Map<String, String> config = new HashMap<>(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", NODE_ID),
                Map.entry("log.dirs", directory.toString()),
                Map.entry(
                        "listeners",
                        "CLIENT://" + bootstrapServers() + others + ",CONTROLLER://" + HOST + ":" + controllerPort),
                Map.entry("advertised.listeners", "CLIENT://" + HOST + ":" + advertisedPort + others),
                Map.entry("listener.security.protocol.map", "CLIENT:" + securityProtocol + "," + protocols),
                Map.entry("inter.broker.listener.name", "INTERNAL"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("controller.quorum.voters", NODE_ID + "@" + HOST + ":" + controllerPort),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0")));
        config.putAll(SMALL);
        config.putAll(properties);
        return config;
    }

    // One machine runs the broker, its clients and what is tested: few threads, small buffers.
    private static final Map<String, String> SMALL = Map.of(
            "num.network.threads", "2",
            "num.io.threads", "2",
            "background.threads", "2",
            "group.coordinator.threads", "1",
            "share.coordinator.threads", "1",
            "num.recovery.threads.per.data.dir", "2",
            "log.cleaner.dedupe.buffer.size", "4194304");

    /** What a broker is made with. */
    public static final class Builder {
        private final Map<String, String> properties = new HashMap<>();
        private final List<String> scramUsers = new ArrayList<>();
        private final Map<String, String> listeners = new HashMap<>();
        private @Nullable Path directory;
        private int port;
        private int advertisedPort;
        private String securityProtocol = "PLAINTEXT";

        private Builder() {}

        /** Keeps data here and leaves it there; data from before is used. Default: a temporary directory. */
        public Builder directory(Path value) {
            directory = value;
            return this;
        }

        /** The port for clients. Default: a free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        /** The port that the broker tells clients to use, of a proxy in front of it for example. Default: its own. */
        public Builder advertisedPort(int value) {
            advertisedPort = value;
            return this;
        }

        /** Sets a broker property; it wins over ours. */
        public Builder property(String name, String value) {
            properties.put(name, value);
            return this;
        }

        /**
         * The security of the client listener: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL. Its settings are properties
         * that start with {@code listener.name.client.}
         */
        public Builder securityProtocol(String value) {
            securityProtocol = value;
            return this;
        }

        /**
         * Adds a listener for clients, on a free port. Its settings are properties that start with {@code
         * listener.name.<name in lower case>.}
         *
         * @param name in capitals
         * @param protocol PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL
         */
        public Builder listener(String name, String protocol) {
            listeners.put(name, protocol);
            return this;
        }

        /** Gives a listener the certificate and the key that it shows to clients. */
        public Builder certificate(String listener, CertificateAuthority.Certificate shown) {
            String prefix = "listener.name." + listener.toLowerCase(Locale.ROOT) + ".ssl.";
            properties.put(prefix + "keystore.type", "PEM");
            properties.put(prefix + "keystore.certificate.chain", shown.certificatePem());
            properties.put(prefix + "keystore.key", shown.keyPem());
            return this;
        }

        /** Makes a listener want a certificate of its clients that this authority signed. */
        public Builder clientCertificates(String listener, CertificateAuthority trusted) {
            String prefix = "listener.name." + listener.toLowerCase(Locale.ROOT) + ".ssl.";
            properties.put(prefix + "client.auth", "required");
            properties.put(prefix + "truststore.type", "PEM");
            properties.put(prefix + "truststore.certificates", trusted.certificatePem());
            return this;
        }

        /** Lets a user log in with PLAIN over the client listener, besides those added before. */
        public Builder plainUser(String user, String password) {
            securityProtocol = securityProtocol.contains("SSL") ? "SASL_SSL" : "SASL_PLAINTEXT";
            properties.merge("listener.name.client.sasl.enabled.mechanisms", "PLAIN", Builder::join);
            String login =
                    " user_" + user + "=\"" + password.replace("\\", "\\\\").replace("\"", "\\\"") + "\";";
            properties.merge(
                    "listener.name.client.plain.sasl.jaas.config",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required" + login,
                    (before, added) -> before.substring(0, before.length() - 1) + login);
            return this;
        }

        /**
         * Lets a user log in with SCRAM over the client listener. Takes effect on a new directory only.
         *
         * @param mechanism SCRAM-SHA-256 or SCRAM-SHA-512
         */
        public Builder scramUser(String mechanism, String user, String password) {
            securityProtocol = securityProtocol.contains("SSL") ? "SASL_SSL" : "SASL_PLAINTEXT";
            properties.merge("listener.name.client.sasl.enabled.mechanisms", mechanism, Builder::join);
            properties.put(
                    "listener.name.client." + mechanism.toLowerCase(Locale.ROOT) + ".sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;");
            scramUsers.add(mechanism + "=[name=" + user + ",password=" + password + "]");
            return this;
        }

        /** A broker that is not started yet. */
        public EmbeddedKafka build() {
            return new EmbeddedKafka(this);
        }

        private static String join(String before, String added) {
            return List.of(before.split(",")).contains(added) ? before : before + "," + added;
        }
    }
}

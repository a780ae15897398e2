package io.tidegate.config;

import static io.tidegate.config.Setting.file;

import java.util.List;
import java.util.stream.Stream;

/**
 * What may be given under {@code [tidegate.kafka]}: two settings of our own, with hyphens, and an allowed list of
 * properties of the Kafka client, with dots, whose names and meanings are those of Kafka's own documentation of producer
 * configurations. Of the others, those are named here that a user may try, to say why not: a changefeed's guarantees,
 * its connection or other settings decide them.
 */
final class ClientSettings {
    private static final String SECTION = "tidegate.kafka.";
    private static final String GUARANTEE = "delivery at least once and in order depends on it";
    private static final String SINK_URI = "the sink URI and [sink.kafka-config] decide it";
    private static final ValueType MILLIS = ValueType.whole(0, Integer.MAX_VALUE);
    private static final ValueType BYTES = ValueType.whole(-1, Integer.MAX_VALUE);

    static final Setting ENABLE_IDEMPOTENCE = client(
                    "enable.idempotence",
                    ValueType.flag(),
                    "Whether the brokers drop what a retry sends twice. Off for brokers that refuse it; messages then go"
                            + " one request at a time.")
            .fallback(true)
            .remark("needs `required-acks=-1`")
            .done();

    static final Setting TLS_SERVER_NAME = client(
                    "tls-server-name",
                    // The form of RFC 6066 section 3: a host name, no address, no dot at the end.
                    ValueType.text("(?=.{1,253}$)[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*", "host name"),
                    "The name to ask the brokers for (SNI) and to look for in their certificates.")
            .fallbackShown("the host name connected to")
            .done();
    static final Setting OAUTH_CA = client(
                    "sasl-oauth-ca",
                    ValueType.text(),
                    "PEM file of the authorities to trust at `sasl-oauth-token-url`, on the server.")
            .fallbackShown("the system's authorities")
            .done();

    static final List<Setting> ALLOWED = List.of(
            ENABLE_IDEMPOTENCE,
            client("linger.ms", MILLIS, "Milliseconds a batch waits for more messages.")
                    .fallback(5)
                    .done(),
            client("batch.size", ValueType.whole(0, Integer.MAX_VALUE), "Bytes of a batch.")
                    .fallback(262_144)
                    .done(),
            client("buffer.memory", ValueType.whole(0, Long.MAX_VALUE), "Bytes of batches that wait to be sent.")
                    .done(),
            client(
                            "request.timeout.ms",
                            ValueType.whole(1, Integer.MAX_VALUE),
                            "Milliseconds to wait for an answer; overrides `read-timeout`.")
                    .done(),
            client("retry.backoff.ms", MILLIS, "Milliseconds before the first retry.")
                    .done(),
            client("retry.backoff.max.ms", MILLIS, "The most milliseconds before a retry.")
                    .done(),
            client("reconnect.backoff.ms", MILLIS, "Milliseconds before the first reconnect.")
                    .done(),
            client("reconnect.backoff.max.ms", MILLIS, "The most milliseconds before a reconnect.")
                    .done(),
            client("connections.max.idle.ms", MILLIS, "Milliseconds after which an idle connection is closed.")
                    .done(),
            client("metadata.max.age.ms", MILLIS, "Milliseconds after which metadata is read again.")
                    .done(),
            client(
                            "metadata.max.idle.ms",
                            ValueType.whole(5_000, Integer.MAX_VALUE),
                            "Milliseconds after which an unused topic is forgotten.")
                    .done(),
            client("send.buffer.bytes", BYTES, "Size of the TCP send buffer; -1 leaves it to the system.")
                    .done(),
            client("receive.buffer.bytes", BYTES, "Size of the TCP receive buffer; -1 leaves it to the system.")
                    .done(),
            client("compression.gzip.level", ValueType.whole(1, 9), "Level of gzip.")
                    .done(),
            client("compression.lz4.level", ValueType.whole(1, 17), "Level of lz4.")
                    .done(),
            client("compression.zstd.level", ValueType.whole(-131_072, 22), "Level of zstd.")
                    .done(),
            client(
                            "client.dns.lookup",
                            ValueType.choice("use_all_dns_ips", "resolve_canonical_bootstrap_servers_only"),
                            "How host names are looked up.")
                    .done(),
            client(
                            "sasl.login.refresh.min.period.seconds",
                            ValueType.whole(0, 900),
                            "The fewest seconds between two OAuth tokens.")
                    .done(),
            client(
                            "sasl.login.refresh.buffer.seconds",
                            ValueType.whole(0, 3_600),
                            "Seconds before its end by which an OAuth token is replaced.")
                    .done());

    private static final List<Setting> FIXED = Stream.concat(
                    Stream.of(
                                    "acks",
                                    "retries",
                                    "delivery.timeout.ms",
                                    "max.block.ms",
                                    "max.in.flight.requests.per.connection",
                                    "transactional.id",
                                    "transaction.timeout.ms",
                                    "max.request.size",
                                    "partitioner.class",
                                    "partitioner.ignore.keys",
                                    "partitioner.adaptive.partitioning.enable",
                                    "interceptor.classes",
                                    "key.serializer",
                                    "value.serializer")
                            .map(name -> fixed(name, GUARANTEE)),
                    Stream.of(
                                    "bootstrap.servers",
                                    "client.id",
                                    "compression.type",
                                    "security.protocol",
                                    "sasl.mechanism",
                                    "sasl.jaas.config",
                                    "sasl.client.callback.handler.class",
                                    "sasl.login.callback.handler.class",
                                    "sasl.login.class",
                                    "sasl.kerberos.service.name",
                                    "sasl.oauthbearer.token.endpoint.url",
                                    "ssl.engine.factory.class",
                                    "ssl.endpoint.identification.algorithm",
                                    "ssl.keystore.location",
                                    "ssl.keystore.password",
                                    "ssl.truststore.location",
                                    "ssl.truststore.password",
                                    "socket.connection.setup.timeout.ms",
                                    "socket.connection.setup.timeout.max.ms")
                            .map(name -> fixed(name, SINK_URI)))
            .toList();

    static final List<Setting> ALL = Stream.of(List.of(TLS_SERVER_NAME, OAUTH_CA), ALLOWED, FIXED)
            .flatMap(List::stream)
            .toList();

    private ClientSettings() {}

    /** The name of the property as the client knows it. */
    static String property(Setting setting) {
        return setting.name().substring(SECTION.length());
    }

    private static Setting.Draft client(String property, ValueType type, String description) {
        return file(SECTION + property, type, description);
    }

    private static Setting fixed(String property, String because) {
        return client(property, ValueType.any(), "").secret().fixed(because).done();
    }
}

package io.tidegate.server.console.draft;

import io.tidegate.config.AvroConfig;
import io.tidegate.config.CanalJsonConfig;
import io.tidegate.config.DebeziumConfig;
import io.tidegate.config.FormatConfig;
import io.tidegate.config.SchemaRegistryConfig;
import io.tidegate.config.Secret;
import io.tidegate.config.SimpleConfig;
import io.tidegate.config.SinkProtocol;

/**
 * The format of messages as it was chosen. What belongs to another format stays, and does not count.
 *
 * @param protocol which one counts
 * @param tidbExtension for Avro, Canal-JSON and Debezium
 * @param decimals for Avro
 * @param unsignedBigints for Avro
 * @param encoding for Simple
 * @param registry for Avro
 */
public record FormatChoice(
        SinkProtocol protocol,
        boolean tidbExtension,
        AvroConfig.Decimals decimals,
        AvroConfig.UnsignedBigints unsignedBigints,
        SimpleConfig.Encoding encoding,
        Registry registry) {
    public static final FormatChoice INITIAL = new FormatChoice(
            SinkProtocol.CANAL_JSON,
            false,
            AvroConfig.Decimals.PRECISE,
            AvroConfig.UnsignedBigints.LONG,
            SimpleConfig.Encoding.JSON,
            new Registry("", false, "", BrokerLogin.NO_SECRET, ""));

    /** What was chosen for a format that is in use. */
    static FormatChoice of(FormatConfig config) {
        SinkProtocol protocol = config.protocol();
        if (config instanceof AvroConfig avro) {
            return new FormatChoice(
                    protocol,
                    avro.tidbExtension(),
                    avro.decimals(),
                    avro.unsignedBigints(),
                    INITIAL.encoding(),
                    Registry.of(avro.registry()));
        }
        boolean extension = (config instanceof CanalJsonConfig canal && canal.tidbExtension())
                || (config instanceof DebeziumConfig debezium && debezium.tidbExtension());
        return new FormatChoice(
                protocol,
                extension,
                INITIAL.decimals(),
                INITIAL.unsignedBigints(),
                config instanceof SimpleConfig simple ? simple.encoding() : INITIAL.encoding(),
                INITIAL.registry());
    }

    /** Whether the format has the TiDB extension. */
    public static boolean hasExtension(SinkProtocol protocol) {
        return switch (protocol) {
            case CANAL_JSON, AVRO, DEBEZIUM -> true;
            case OPEN_PROTOCOL, SIMPLE -> false;
        };
    }

    /**
     * A schema registry.
     *
     * @param url http or https, without a login
     * @param authenticated whether user and password count
     * @param user for HTTP basic authentication
     * @param password for HTTP basic authentication
     * @param ca PEM file of its authorities on the server, empty for the system's
     */
    public record Registry(String url, boolean authenticated, String user, Secret password, String ca) {
        private static Registry of(SchemaRegistryConfig config) {
            SchemaRegistryConfig.Login login = config.login();
            return new Registry(
                    config.url().toString(),
                    login != null,
                    login == null ? "" : login.user(),
                    login == null ? BrokerLogin.NO_SECRET : login.password(),
                    config.ca() == null ? "" : config.ca().toString());
        }
    }
}

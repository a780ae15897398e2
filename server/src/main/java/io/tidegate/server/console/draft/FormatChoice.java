package io.tidegate.server.console.draft;

import io.tidegate.config.AvroConfig;
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
    public record Registry(String url, boolean authenticated, String user, Secret password, String ca) {}
}

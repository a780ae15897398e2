package io.tidegate.config;

import static io.tidegate.config.Setting.file;

import io.tidegate.error.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Settings of the Avro format and of the schema registry that it needs. */
final class AvroSettings {
    private static final String CODEC = "sink.kafka-config.codec-config.";
    private static final String REGISTRY = "tidegate.schema-registry.";
    private static final String GLUE_SECTION = "sink.kafka-config.glue-schema-registry-config.";

    static final Setting DECIMALS = file(
                    CODEC + "avro-decimal-handling-mode",
                    ValueType.choice("precise", "string"),
                    "How DECIMAL is written: as Avro's logical type, or as text.")
            .inUri()
            .fallback("precise")
            .refused(
                    ErrorCode.CODEC_INVALID_CONFIG,
                    "avro-decimal-handling-mode value could only be \"string\" or \"precise\"")
            .onlyFor(SinkProtocol.AVRO)
            .done();
    static final Setting UNSIGNED_BIGINTS = file(
                    CODEC + "avro-bigint-unsigned-handling-mode",
                    ValueType.choice("long", "string"),
                    "How BIGINT UNSIGNED is written: as a long, negative from 2^63 on, or as text.")
            .inUri()
            .fallback("long")
            .refused(
                    ErrorCode.CODEC_INVALID_CONFIG,
                    "avro-bigint-unsigned-handling-mode value could only be \"long\" or \"string\"")
            .onlyFor(SinkProtocol.AVRO)
            .done();
    static final Setting WATERMARKS = file(
                    CODEC + "avro-enable-watermark",
                    ValueType.flag(),
                    "Whether DDLs and watermarks are sent, as messages that no reader of Avro understands; for tests.")
            .inUri()
            .fallback(false)
            .onlyFor(SinkProtocol.AVRO)
            .done();
    static final Setting SCHEMA_REGISTRY = file(
                    "sink.schema-registry",
                    ValueType.text(),
                    "The schema registry, `https://user:password@host:port`; the login is optional and percent-encoded.")
            .inUri()
            .uriWithLogin()
            .onlyFor(SinkProtocol.AVRO)
            .done();
    static final Setting REGISTRY_CA = file(
                    REGISTRY + "ca",
                    ValueType.text(),
                    "PEM file of the authorities that the registry's certificate is checked against.")
            .fallbackShown("those of the system")
            .onlyFor(SinkProtocol.AVRO)
            .done();
    static final Setting REGISTRY_TIMEOUT = file(
                    REGISTRY + "timeout",
                    ValueType.span(Duration.ofMillis(1), "duration greater than 0"),
                    "How long to wait for a connection to the registry, and for an answer.")
            .fallback("10s")
            .onlyFor(SinkProtocol.AVRO)
            .done();

    /** AWS Glue in place of a registry. */
    static final List<Setting> GLUE = List.of(
            glue("region", "Region of the AWS Glue registry.").done(),
            glue("registry-name", "Its name.").done(),
            glue("access-key", "Access key.").secret().done(),
            glue("secret-access-key", "Secret access key.").secret().done(),
            glue("token", "Session token.").secret().done());

    static final List<Setting> ALL = Stream.concat(
                    Stream.of(DECIMALS, UNSIGNED_BIGINTS, WATERMARKS, SCHEMA_REGISTRY, REGISTRY_CA, REGISTRY_TIMEOUT),
                    GLUE.stream())
            .toList();

    private AvroSettings() {}

    private static Setting.Draft glue(String name, String description) {
        return file(GLUE_SECTION + name, ValueType.text(), description)
                .onlyFor(SinkProtocol.AVRO)
                .unavailable();
    }
}

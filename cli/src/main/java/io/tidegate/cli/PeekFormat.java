package io.tidegate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.config.AvroConfig;
import io.tidegate.config.CanalJsonConfig;
import io.tidegate.config.DebeziumConfig;
import io.tidegate.config.FormatConfig;
import io.tidegate.config.OpenProtocolConfig;
import io.tidegate.config.SchemaRegistryConfig;
import io.tidegate.config.SimpleConfig;
import io.tidegate.config.SinkProtocol;
import io.tidegate.config.ValueCompression;
import io.tidegate.encode.avro.AvroReader;
import io.tidegate.encode.large.UncompressedValue;
import io.tidegate.encode.simple.SimpleReader;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.kafka.TopicPeek.Message;
import io.tidegate.kafka.registry.HttpRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the messages of a format are shown to a person: what happened in a few words, then the content. */
@FunctionalInterface
interface PeekFormat {
    String text(Message message);

    /**
     * The way to show a format.
     *
     * @param schemaRegistry address of the schema registry, null if none is given
     * @param compression of the values
     * @throws TidegateException SINK_UNKNOWN_PROTOCOL, INVALID_ARGUMENT when a registry is missing or has no meaning,
     *     CODEC_INVALID_CONFIG when its address is none
     */
    static PeekFormat of(String protocol, @Nullable String schemaRegistry, ValueCompression compression) {
        SinkProtocol written = SinkProtocol.of(protocol);
        PeekFormat format = of(written, schemaRegistry);
        if (compression == ValueCompression.NONE) {
            return format;
        }
        if (written == SinkProtocol.AVRO) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "--value-compression has no meaning for avro")
                    .withRemedy("Leave it out.");
        }
        return message -> uncompressed(message, compression, format);
    }

    /** The way to show what a changefeed sends. */
    static PeekFormat of(FormatConfig format) {
        if (format instanceof AvroConfig avro) {
            return avro(new HttpRegistry(avro.registry()));
        }
        ValueCompression compression = compression(format);
        PeekFormat plain = of(format.protocol(), null);
        return compression == ValueCompression.NONE ? plain : message -> uncompressed(message, compression, plain);
    }

    private static ValueCompression compression(FormatConfig format) {
        if (format instanceof CanalJsonConfig canalJson) {
            return canalJson.large().compression();
        }
        if (format instanceof OpenProtocolConfig openProtocol) {
            return openProtocol.large().compression();
        }
        if (format instanceof DebeziumConfig debezium) {
            return debezium.large().compression();
        }
        return format instanceof SimpleConfig simple ? simple.large().compression() : ValueCompression.NONE;
    }

    private static String uncompressed(Message message, ValueCompression compression, PeekFormat format) {
        byte[] value = message.value();
        if (value == null) {
            return format.text(message);
        }
        try {
            byte[] whole = UncompressedValue.of(value, compression);
            return format.text(
                    new Message(message.partition(), message.offset(), message.timestamp(), message.key(), whole));
        } catch (IOException e) {
            return "(not compressed with " + compression.name().toLowerCase(Locale.ROOT) + ") " + format.text(message);
        }
    }

    private static PeekFormat of(SinkProtocol format, @Nullable String schemaRegistry) {
        if (format != SinkProtocol.AVRO && schemaRegistry != null) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "--schema-registry has no meaning for " + format)
                    .withRemedy("Leave it out.");
        }
        return switch (format) {
            case CANAL_JSON -> PeekFormat::canalJson;
            case OPEN_PROTOCOL -> new OpenProtocolText()::text;
            case DEBEZIUM -> PeekFormat::debezium;
            case AVRO -> avro(schemaRegistry);
            case SIMPLE -> {
                SimpleReader reader = new SimpleReader();
                yield message -> reader.text(message.value());
            }
        };
    }

    private static PeekFormat avro(@Nullable String schemaRegistry) {
        if (schemaRegistry == null) {
            throw new TidegateException(ErrorCode.INVALID_ARGUMENT, "--schema-registry is missing")
                    .withRemedy("Give the registry of the topic, http://user:password@host:port.");
        }
        return avro(new HttpRegistry(SchemaRegistryConfig.parse(schemaRegistry)));
    }

    private static PeekFormat avro(HttpRegistry registry) {
        AvroReader reader = new AvroReader(registry);
        return message -> reader.text(message.key(), message.value());
    }

    private static String canalJson(Message message) {
        return json(message, json -> {
            String table = json.path("table").asText();
            String name = json.path("database").asText() + (table.isEmpty() ? "" : "." + table);
            return json.path("type").asText() + " " + name + " " + json;
        });
    }

    /** The payload alone: a schema is several times as long and the same in every message of a table. */
    private static String debezium(Message message) {
        return json(message, json -> {
            JsonNode payload = json.path("payload");
            JsonNode source = payload.path("source");
            String table = source.path("table").asText();
            String name = source.path("db").asText() + (table.isEmpty() ? "" : "." + table);
            String operation = payload.path("op").asText();
            String kind =
                    switch (operation) {
                        case "c" -> "INSERT";
                        case "u" -> "UPDATE";
                        case "d" -> "DELETE";
                        case "m" -> "WATERMARK";
                        case "" -> "DDL";
                        default -> operation;
                    };
            return kind + " " + name + " " + payload;
        });
    }

    private static String json(Message message, Function<JsonNode, String> shown) {
        byte[] value = message.value();
        if (value == null) {
            return "(no value)";
        }
        try {
            return shown.apply(new ObjectMapper().readTree(value));
        } catch (IOException e) {
            return "(not JSON) " + new String(value, StandardCharsets.UTF_8);
        }
    }
}

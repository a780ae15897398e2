package io.tidegate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.xerial.snappy.Snappy;

/** Reads Canal-JSON messages that are compressed or claim checks; printed in docs/large-messages.md from here. */
final class LargeMessageReader {
    private LargeMessageReader() {}

    // docs: begin
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The whole message behind the value of a record. */
    static JsonNode read(byte[] value, String compression, boolean rawClaimChecks) throws IOException {
        JsonNode message = JSON.readTree(uncompressed(value, compression));
        String location = message.at("/_tidb/claimCheckLocation").asText();
        if (location.isEmpty()) {
            return message;
        }
        byte[] file = Files.readAllBytes(Path.of(URI.create(location)));
        byte[] whole = rawClaimChecks
                ? file
                : Base64.getDecoder().decode(JSON.readTree(file).get("value").textValue());
        return JSON.readTree(uncompressed(whole, compression));
    }

    private static byte[] uncompressed(byte[] value, String compression) throws IOException {
        return switch (compression) {
            case "none" -> value;
            case "lz4" -> new LZ4FrameInputStream(new ByteArrayInputStream(value)).readAllBytes();
            case "snappy" -> Snappy.uncompress(value);
            default -> throw new IOException("no such compression: " + compression);
        };
    }
    // docs: end
}

package io.tidegate.encode.avro;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ids of schemas that were registered since the run of a changefeed began. A run that ends takes them with it, so that
 * a registry that lost its memory is told again. Thread safe: of threads that ask for the same one, one asks the registry.
 */
final class RegisteredSchemas {
    private final SchemaRegistry registry;
    private final Map<Registered, Integer> ids = new ConcurrentHashMap<>();

    /** A schema under a subject; its text, which may be long, as a digest. */
    private record Registered(String subject, String digest) {}

    RegisteredSchemas(SchemaRegistry registry) {
        this.registry = registry;
    }

    int id(String subject, String schema) {
        return ids.computeIfAbsent(
                new Registered(subject, digest(schema)), asked -> registry.register(subject, schema));
    }

    private static String digest(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

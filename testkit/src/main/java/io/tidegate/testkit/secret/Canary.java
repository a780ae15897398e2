package io.tidegate.testkit.secret;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Secrets that are planted in every place where a user may write one, and that must sing nowhere: not in a log, an answer, a metric,
 * an error or a file, neither plain nor in Base64, hexadecimal or percent-encoded. Each place gets a value of its own, so that
 * a failure tells where it came from. Not thread safe.
 */
public final class Canary {
    private static final String PREFIX = "canary/";

    private final Random random;
    private final Map<String, String> planted = new LinkedHashMap<>();

    /** @param seed of the values; print it with a failure */
    public Canary(long seed) {
        this.random = new Random(seed);
    }

    /**
     * The secret of a place; the same at every call. It has a character that URIs encode.
     *
     * @param place its name in failures, such as {@code sink.kafka_config.sasl_password}
     */
    public String plant(String place) {
        return planted.computeIfAbsent(place, name -> {
            byte[] bytes = new byte[12];
            random.nextBytes(bytes);
            return PREFIX + HexFormat.of().formatHex(bytes);
        });
    }

    /** Listens for a secret that somebody else made, such as a token that a server answered. */
    public void watch(String place, String secret) {
        planted.put(place, secret);
    }

    /** The places where something was planted. */
    public Set<String> places() {
        return Set.copyOf(planted.keySet());
    }

    /**
     * The places of a format in a JSON Schema, as paths of names joined by dots, {@code []} behind those of lists. Secrets have the
     * format {@code password}, addresses that may have a login in them {@code uri}.
     */
    public static Set<String> placesOf(JsonNode schema, String format) {
        Set<String> places = new TreeSet<>();
        collect(schema, "", format, places);
        return places;
    }

    /**
     * Looks for any of the secrets.
     *
     * @param where the text comes from
     * @throws AssertionError with the place whose secret is there
     */
    public void assertSilent(String where, String text) {
        planted.forEach((place, secret) -> {
            for (String form : forms(secret)) {
                if (text.contains(form)) {
                    throw new AssertionError("the secret of " + place + " is in " + where + ", as " + form);
                }
            }
        });
    }

    /** Looks for any of the secrets in all files of a directory and of those below. */
    public void assertSilent(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertSilent(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> forms(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        Set<String> forms = new LinkedHashSet<>(Arrays.asList(
                secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                HexFormat.of().formatHex(bytes),
                // What is random of it, should the rest have been cut off or written in another way.
                secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret));
        // In Base64 a text looks different at each of three places in a longer one; the ends belong to the neighbours.
        for (int shift = 0; shift < 3; shift++) {
            byte[] shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            forms.add(base64.substring(shift == 0 ? 0 : 4, base64.length() - 2));
        }
        return forms;
    }

    private static void collect(JsonNode schema, String path, String format, Set<String> places) {
        if (schema.path("format").asText().equals(format)) {
            places.add(path);
        }
        List<Map.Entry<String, JsonNode>> below =
                new ArrayList<>(schema.path("properties").properties());
        below.forEach(entry -> collect(entry.getValue(), join(path, entry.getKey()), format, places));
        if (schema.has("items")) {
            collect(schema.get("items"), path + "[]", format, places);
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}

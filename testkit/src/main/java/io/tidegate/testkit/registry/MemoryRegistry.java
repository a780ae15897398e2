package io.tidegate.testkit.registry;

import io.tidegate.encode.avro.SchemaRegistry;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaParseException;
import org.apache.avro.SchemaParser;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry that keeps everything in memory, records who asked for what, and can be told to fail. With BACKWARD
 * compatibility it refuses a schema that cannot read what the subject's last one wrote. Thread safe.
 */
public final class MemoryRegistry implements SchemaRegistry {
    private final boolean backward;
    private final List<String> schemas = new ArrayList<>();
    private final Map<String, List<Integer>> versions = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();
    private int nextId;
    private @Nullable TidegateException failure;

    private MemoryRegistry(boolean backward, int firstId) {
        this.backward = backward;
        this.nextId = firstId;
        for (int id = 0; id < firstId; id++) {
            schemas.add("");
        }
    }

    /** A registry that takes everything that is a schema. */
    public static MemoryRegistry takingAll() {
        return new MemoryRegistry(false, 1);
    }

    /** The same, whose first schema gets this id and the next ones those that follow. */
    public static MemoryRegistry from(int firstId) {
        return new MemoryRegistry(false, firstId);
    }

    /** A registry with the compatibility BACKWARD. */
    public static MemoryRegistry backward() {
        return new MemoryRegistry(true, 1);
    }

    /** From now on every call fails with this; null: no longer. */
    public synchronized void fail(@Nullable TidegateException cause) {
        failure = cause;
    }

    /** The subjects of all calls of {@link #register}, in order, repeated as often as they were asked for. */
    public synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    /** The texts of the schemas of a subject, oldest first. */
    public synchronized List<String> versions(String subject) {
        return versions.getOrDefault(subject, List.of()).stream()
                .map(schemas::get)
                .toList();
    }

    @Override
    public synchronized int register(String subject, String schema) {
        asked.add(subject);
        requireReachable();
        Schema parsed = parse(subject, schema);
        List<Integer> known = versions.computeIfAbsent(subject, name -> new ArrayList<>());
        for (int id : known) {
            if (schemas.get(id).equals(schema)) {
                return id;
            }
        }
        if (backward && !known.isEmpty()) {
            requireReads(subject, parsed, parse(subject, schemas.get(known.get(known.size() - 1))));
        }
        int id = schemas.indexOf(schema);
        if (id < 0) {
            id = nextId++;
            schemas.add(schema);
        }
        known.add(id);
        return id;
    }

    @Override
    public synchronized String schema(int id) {
        requireReachable();
        if (id <= 0 || id >= schemas.size() || schemas.get(id).isEmpty()) {
            throw new TidegateException(ErrorCode.SCHEMA_REGISTRY, "there is no schema with id " + id);
        }
        return schemas.get(id);
    }

    @Override
    public synchronized void requireReachable() {
        if (failure != null) {
            throw failure;
        }
    }

    private static Schema parse(String subject, String schema) {
        try {
            return new SchemaParser(NameValidator.STRICT_VALIDATOR)
                    .parse(schema)
                    .mainSchema();
        } catch (SchemaParseException e) {
            throw new TidegateException(ErrorCode.SCHEMA_REGISTRY, "subject " + subject + ": " + e.getMessage(), e);
        }
    }

    private static void requireReads(String subject, Schema reader, Schema writer) {
        SchemaCompatibility.SchemaPairCompatibility pair =
                SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (pair.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new TidegateException(
                    ErrorCode.SCHEMA_REGISTRY, "subject " + subject + " is incompatible: " + pair.getDescription());
        }
    }
}

package io.tidegate.encode.avro;

import io.tidegate.encode.NotReadyException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A registry for encoders on shared threads: it knows an id at once or asks to be given the time to fetch it, with a {@link
 * NotReadyException}. Lives as long as the encoder that uses it. Thread safe.
 */
public final class PromptRegistry implements SchemaRegistry {
    private final SchemaRegistry registry;
    private final Map<Version, Integer> ids = new ConcurrentHashMap<>();

    private record Version(String subject, String schema) {}

    /** @param registry which is asked by those who may wait */
    public PromptRegistry(SchemaRegistry registry) {
        this.registry = registry;
    }

    @Override
    public int register(String subject, String schema) {
        Version version = new Version(subject, schema);
        Integer id = ids.get(version);
        if (id == null) {
            throw new NotReadyException("the registry's id for a schema of subject " + subject, () -> fetch(version));
        }
        return id;
    }

    @Override
    public String schema(int id) {
        return registry.schema(id);
    }

    @Override
    public void requireReachable() {
        registry.requireReachable();
    }

    private void fetch(Version version) {
        if (!ids.containsKey(version)) {
            ids.put(version, registry.register(version.subject(), version.schema()));
        }
    }
}

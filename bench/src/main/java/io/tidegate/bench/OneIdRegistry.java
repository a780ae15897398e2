package io.tidegate.bench;

import io.tidegate.encode.avro.SchemaRegistry;

/** A registry that gives every schema the same id. */
final class OneIdRegistry implements SchemaRegistry {
    @Override
    public int register(String subject, String schema) {
        return 1;
    }

    @Override
    public String schema(int id) {
        throw new UnsupportedOperationException("nobody reads");
    }

    @Override
    public void requireReachable() {}
}

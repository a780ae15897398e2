package io.tidegate.testkit.registry;

import io.tidegate.encode.avro.SchemaRegistry;

class MemoryRegistryContractTest extends SchemaRegistryContract {
    private final MemoryRegistry registry = MemoryRegistry.backward();

    @Override
    protected SchemaRegistry registry() {
        return registry;
    }
}

package io.tidegate.kafka.registry;

import io.tidegate.config.SchemaRegistryConfig;
import io.tidegate.embedded.EmbeddedRegistry;
import io.tidegate.encode.avro.SchemaRegistry;
import io.tidegate.testkit.registry.SchemaRegistryContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** Against a real registry. */
@Timeout(120)
class HttpRegistryContractTest extends SchemaRegistryContract {
    private static EmbeddedRegistry server;
    private static HttpRegistry registry;

    @BeforeAll
    static void start() {
        server = new EmbeddedRegistry().start();
        server.compatibility("BACKWARD");
        registry = new HttpRegistry(SchemaRegistryConfig.parse(server.url() + "/"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected SchemaRegistry registry() {
        return registry;
    }
}

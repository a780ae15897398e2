package io.tidegate.encode.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.encode.NotReadyException;
import io.tidegate.testkit.registry.MemoryRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A registry for threads that must not wait. */
class PromptRegistryTest {
    private static final String SCHEMA = "{\"type\":\"record\",\"name\":\"r\",\"fields\":[]}";

    private final AtomicInteger asked = new AtomicInteger();
    private final MemoryRegistry behind = MemoryRegistry.takingAll();
    private final PromptRegistry registry = new PromptRegistry(new SchemaRegistry() {
        @Override
        public int register(String subject, String schema) {
            asked.incrementAndGet();
            return behind.register(subject, schema);
        }

        @Override
        public String schema(int id) {
            return behind.schema(id);
        }

        @Override
        public void requireReachable() {
            behind.requireReachable();
        }
    });

    @Test
    void anIdThatIsNotKnownIsFetchedByWhoeverMayWait() {
        assertThatThrownBy(() -> registry.register("orders-value", SCHEMA))
                .isInstanceOfSatisfying(NotReadyException.class, notReady -> {
                    assertThat(notReady.awaited()).contains("orders-value");
                    assertThat(asked).hasValue(0);
                    notReady.errand().run();
                    notReady.errand().run();
                });
        int id = registry.register("orders-value", SCHEMA);
        assertThat(registry.schema(id)).isEqualTo(SCHEMA);
        assertThat(asked).hasValue(1);
    }

    @Test
    void eachSubjectIsAskedForItself() {
        assertThatThrownBy(() -> registry.register("a-value", SCHEMA))
                .isInstanceOfSatisfying(
                        NotReadyException.class, notReady -> notReady.errand().run());
        assertThatThrownBy(() -> registry.register("b-value", SCHEMA)).isInstanceOf(NotReadyException.class);
    }
}

package io.tidegate.testkit.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tidegate.encode.avro.SchemaRegistry;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import org.apache.avro.SchemaParser;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What an encoder relies on in a schema registry. Subjects are used once, so that a registry may be shared by tests. */
public abstract class SchemaRegistryContract {
    private static final String ID =
            "{\"name\":\"id\",\"type\":{\"type\":\"int\",\"connect.parameters\":{\"tidb_type\":\"INT\"}}}";
    private static final String NOTE =
            "{\"default\":null,\"name\":\"note\",\"type\":[\"null\",{\"type\":\"string\",\"connect.parameters\":{\"tidb_type\":\"TEXT\"}}]}";
    private static final String REQUIRED =
            "{\"name\":\"n\",\"type\":{\"type\":\"long\",\"connect.parameters\":{\"tidb_type\":\"BIGINT\"}}}";

    /** The registry, with the compatibility BACKWARD for all subjects. */
    protected abstract SchemaRegistry registry();

    @Test
    protected void theSameSchemaKeepsItsIdHoweverOftenItIsRegistered() {
        int id = registry().register("same-value", record(ID));
        for (int i = 0; i < 20; i++) {
            assertThat(registry().register("same-value", record(ID))).isEqualTo(id);
        }
        assertThat(id).isPositive();
    }

    @Test
    protected void anotherSchemaHasAnotherIdAndTheFirstKeepsItsOwn() {
        int first = registry().register("two-value", record(ID));
        int second = registry().register("two-value", record(ID + "," + NOTE));
        assertThat(second).isNotEqualTo(first);
        assertThat(registry().register("two-value", record(ID))).isEqualTo(first);
    }

    @Test
    protected void aSchemaIsFoundByItsId() {
        String schema = record(ID + "," + NOTE);
        int id = registry().register("found-value", schema);
        assertThat(new SchemaParser().parse(registry().schema(id)).mainSchema())
                .isEqualTo(new SchemaParser().parse(schema).mainSchema());
    }

    @Test
    protected void anIdThatNobodyGaveIsNotFound() {
        assertRefused(() -> registry().schema(1_000_000), "1000000");
    }

    @Test
    protected void aSchemaThatCannotReadOlderDataIsRefusedWithItsSubject() {
        registry().register("older-value", record(ID));
        assertRefused(() -> registry().register("older-value", record(ID + "," + REQUIRED)), "older-value");
    }

    @Test
    protected void whatIsNoSchemaIsRefusedWithItsSubject() {
        assertRefused(
                () -> registry()
                        .register("none-value", "{\"type\":\"record\",\"name\":\"a b\",\"fields\":[" + ID + "]}"),
                "none-value");
    }

    @Test
    protected void itIsReachable() {
        assertThatCode(() -> registry().requireReachable()).doesNotThrowAnyException();
    }

    private static String record(String fields) {
        return "{\"type\":\"record\",\"name\":\"t\",\"namespace\":\"default.shop\",\"fields\":[" + fields + "]}";
    }

    private static void assertRefused(ThrowingCallable call, String named) {
        assertThatExceptionOfType(TidegateException.class)
                .isThrownBy(call)
                .satisfies(error -> assertThat(error.code()).isEqualTo(ErrorCode.SCHEMA_REGISTRY))
                .withMessageContaining(named);
    }
}

package io.tidegate.encode.avro;

/**
 * Gives schemas numbers by which readers of messages find them. Thread safe; calls wait for some seconds at most. Failures
 * are {@link io.tidegate.error.TidegateException}s with SCHEMA_REGISTRY, also when the thread is interrupted, which stays so.
 */
public interface SchemaRegistry {
    /**
     * The id of a schema under a subject. Registers it as the subject's next version unless it is one already; the
     * registry may refuse it when readers of the versions before could not go on.
     *
     * @param subject whose versions must fit together
     * @param schema the schema as JSON text
     * @return greater than 0
     */
    int register(String subject, String schema);

    /** The text of the schema with an id. */
    String schema(int id);

    /** Fails unless the registry answers and lets us in. Changes nothing. */
    void requireReachable();
}

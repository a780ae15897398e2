package io.tidegate.bench;

/** The message formats in which {@code bench/run} measures the product, each as its users would choose it. */
enum TidegateFormat {
    CANAL_JSON("tidegate", "Canal-JSON", "protocol=canal-json", true),
    AVRO("tidegate-avro", "Avro with a registry", "protocol=avro", true),
    OPEN_PROTOCOL("tidegate-open-protocol", "Open Protocol, up to 16 rows a record", "protocol=open-protocol", false),
    DEBEZIUM("tidegate-debezium", "Debezium without schemas", "protocol=debezium&debezium-disable-schema=true", true),
    DEBEZIUM_WITH_SCHEMA("tidegate-debezium-schema", "Debezium with schemas", "protocol=debezium", true),
    SIMPLE("tidegate-simple", "Simple in JSON", "protocol=simple", false);

    private final String reader;
    private final String shown;
    private final String parameters;
    private final boolean messagePerRow;

    TidegateFormat(String reader, String shown, String parameters, boolean messagePerRow) {
        this.reader = reader;
        this.shown = shown;
        this.parameters = parameters;
        this.messagePerRow = messagePerRow;
    }

    /** The name of the reader that uses it. */
    String reader() {
        return reader;
    }

    /** For people to read. */
    String shown() {
        return shown;
    }

    /** Parameters of the sink URI. */
    String parameters() {
        return parameters;
    }

    /** Whether there is one message for each row and no other. */
    boolean messagePerRow() {
        return messagePerRow;
    }
}

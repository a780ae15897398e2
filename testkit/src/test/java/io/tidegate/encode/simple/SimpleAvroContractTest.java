package io.tidegate.encode.simple;

import io.tidegate.config.SimpleConfig;

class SimpleAvroContractTest extends SimpleContract {
    @Override
    SimpleConfig config() {
        return Sample.AVRO;
    }
}

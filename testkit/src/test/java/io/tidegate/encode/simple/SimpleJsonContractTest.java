package io.tidegate.encode.simple;

import io.tidegate.config.SimpleConfig;

class SimpleJsonContractTest extends SimpleContract {
    @Override
    SimpleConfig config() {
        return Sample.JSON;
    }
}

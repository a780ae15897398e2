package io.tidegate.bench;

import java.nio.file.Path;
import java.util.List;

/** The least that writing takes: a Kafka producer sends as many messages of the usual size, made beforehand. */
record ProducerFloor() implements Reader {
    @Override
    public String name() {
        return "floor-producer";
    }

    @Override
    public String topic(String runName) {
        return runName;
    }

    @Override
    public String settings() {
        return "a producer alone, messages of " + ProducerFloorMain.MESSAGE_BYTES + " bytes, " + Machine.FLOOR_FLAGS;
    }

    @Override
    public List<String> command(Site site, String runName, Path directory) {
        return Machine.floorCommand(
                site.classPath(),
                ProducerFloorMain.class,
                site.broker(),
                topic(runName),
                Long.toString(site.backlog().rows()));
    }
}

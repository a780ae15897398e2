package io.tidegate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Something that is measured: a process that reads the backlog, or does a part of that work. It writes into a topic of one
 * partition, and goes on running when it is done.
 */
interface Reader {
    /** Its name in the result. */
    String name();

    /** The topic that it writes to; it exists before the process starts. */
    String topic(String runName);

    /** Its version and settings that matter, for people to read. */
    String settings();

    /**
     * The command of the process.
     *
     * @param runName unique among all runs
     * @param directory where it may keep files
     */
    List<String> command(Site site, String runName, Path directory) throws IOException;

    /** Variables of its environment beside those of this process. */
    default Map<String, String> environment(Site site) {
        return Map.of();
    }

    /** Whether it writes one message for each row and no other. */
    default boolean messagePerRow() {
        return true;
    }

    /** Whether it needs a schema registry. */
    default boolean needsRegistry() {
        return false;
    }

    /** How many rows it has finished, when that is not the length of its topic. */
    default Progress progress(Progress topic, Path output) {
        return topic;
    }

    /** How many rows are finished. */
    interface Progress {
        long rows() throws IOException, InterruptedException;
    }
}

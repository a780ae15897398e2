package io.tidegate.state;

import io.tidegate.checkpoint.CheckpointStore.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** A process that stores checkpoints 1, 2, 3 … of one changefeed as fast as it can and prints each once it is durable. */
final class StateWriter {
    static final String CHANGEFEED = "busy";

    private StateWriter() {}

    public static void main(String[] arguments) {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        try (StateStore store = StateStore.open(Path.of(arguments[0]), InstantSource.system())) {
            store.create(CHANGEFEED, "{}");
            for (long at = 1; System.nanoTime() < end; at++) {
                store.save(List.of(new Progress(CHANGEFEED, at, "p" + at, "s" + at)));
                System.out.println(at);
            }
        }
    }
}

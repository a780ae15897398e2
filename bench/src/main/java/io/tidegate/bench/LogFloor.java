package io.tidegate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The least that reading takes: the events of the backlog come over the wire and nobody looks into them. */
record LogFloor() implements Reader {
    @Override
    public String name() {
        return "floor-log";
    }

    @Override
    public String topic(String runName) {
        return runName;
    }

    @Override
    public String settings() {
        return "the backlog read with Tidegate's replication client, not decoded, " + Machine.FLOOR_FLAGS;
    }

    @Override
    public List<String> command(Site site, String runName, Path directory) {
        Backlog backlog = site.backlog();
        return Machine.floorCommand(
                site.classPath(),
                LogFloorMain.class,
                Integer.toString(site.database().port()),
                site.database().adminUser(),
                backlog.file(),
                Long.toString(backlog.begin()),
                Long.toString(backlog.end()),
                Long.toString(backlog.rows()));
    }

    @Override
    public Map<String, String> environment(Site site) {
        return Map.of(LogFloorMain.PASSWORD, site.database().adminPassword());
    }

    @Override
    public Progress progress(Progress topic, Path output) {
        return () -> lastNumber(output);
    }

    private static long lastNumber(Path output) throws IOException {
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        int end = printed.lastIndexOf('\n');
        if (end < 0) {
            return 0;
        }
        String line = printed.substring(printed.lastIndexOf('\n', end - 1) + 1, end);
        return line.chars().allMatch(Character::isDigit) ? Long.parseLong(line) : 0;
    }
}

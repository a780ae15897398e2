package io.tidegate.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditStoreTest {
    @TempDir
    Path directory;

    @Test
    void pagesGoFromTheNewestToTheOldestAndSkipNothing() {
        List<AuditEntry> entries =
                IntStream.range(0, 7).mapToObj(AuditStoreTest::entry).toList();
        try (StateStore store = StateStore.open(directory, InstantSource.system())) {
            entries.forEach(store.audit()::append);
        }
        try (StateStore store = StateStore.open(directory, InstantSource.system())) {
            List<AuditRecord> first = store.audit().page(AuditStore.END, 4);
            List<AuditRecord> second = store.audit().page(first.get(3).number(), 4);
            assertThat(first)
                    .extracting(AuditRecord::entry)
                    .containsExactly(entries.get(6), entries.get(5), entries.get(4), entries.get(3));
            assertThat(second)
                    .extracting(AuditRecord::entry)
                    .containsExactly(entries.get(2), entries.get(1), entries.get(0));
            assertThat(store.audit().page(second.get(2).number(), 4)).isEmpty();
        }
    }

    private static AuditEntry entry(int number) {
        return new AuditEntry(
                Instant.parse("2026-11-25T08:00:00.123Z").plusSeconds(number),
                "ada",
                "TOKEN",
                "127.0.0.1",
                "changefeed.pause",
                "orders-" + number,
                "ok",
                "");
    }
}

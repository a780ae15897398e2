package io.tidegate.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StateFileTest {
    @TempDir
    private Path directory;

    @Test
    void whoeverReadsDoesNotWaitForWhoeverWrites() throws Exception {
        try (StateFile file = StateFile.open(directory)) {
            CountDownLatch written = new CountDownLatch(1);
            CountDownLatch read = new CountDownLatch(1);
            CompletableFuture<Void> write = CompletableFuture.runAsync(() -> file.writing(state -> {
                insert(state);
                written.countDown();
                await(read);
            }));
            await(written);
            assertThat(file.reading(StateFileTest::entries)).isZero();
            read.countDown();
            write.get(30, TimeUnit.SECONDS);
            assertThat(file.reading(StateFileTest::entries)).isOne();
        }
    }

    private static void insert(Handle state) {
        state.execute("INSERT INTO account (name, password_hash, role, disabled, created_at)"
                + " VALUES ('ada', 'hash', 'VIEWER', 0, 0)");
    }

    private static int entries(Handle state) {
        return state.createQuery("SELECT COUNT(*) FROM account")
                .mapTo(Integer.class)
                .one();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}

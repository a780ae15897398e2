package io.tidegate.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EventStreamTest {
    private final Connection connection = new Connection();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private final List<EventStream> forgotten = new ArrayList<>();
    private final EventStream stream = new EventStream(connection, end, Instant.MAX, () -> true, forgotten::add);

    @Test
    void nothingIsWrittenBeforeTheContainerAllowsIt() {
        stream.send("a\n");
        assertThat(connection.text()).isEmpty();
        stream.onWritePossible();
        assertThat(connection.text()).isEqualTo("a\n");
    }

    @Test
    void whatIsWrittenIsFlushedOnceItIsAll() {
        stream.onWritePossible();
        stream.send("a\n");
        stream.send("b\n");
        assertThat(connection.text()).isEqualTo("a\nb\n");
        assertThat(connection.flushed).isEqualTo(2);
    }

    @Test
    void whatAConnectionDoesNotTakeIsWrittenLaterInOrder() {
        stream.onWritePossible();
        connection.takes = 1;
        stream.send("a\n");
        stream.send("b\n");
        stream.send("c\n");
        assertThat(connection.text()).isEqualTo("a\n");
        connection.takes = 100;
        stream.onWritePossible();
        assertThat(connection.text()).isEqualTo("a\nb\nc\n");
    }

    @Test
    void aClientThatTakesNothingIsLetGo() {
        stream.onWritePossible();
        connection.takes = 0;
        String much = "x".repeat(1 << 20);
        for (int i = 0; i < 4; i++) {
            stream.send(much);
        }
        assertThat(end).isNotDone();
        stream.send(much);
        assertThat(end).isCompleted();
        assertThat(forgotten).containsExactly(stream);
    }

    @Test
    void aConnectionThatBreaksEndsTheStreamOnce() {
        stream.onWritePossible();
        connection.broken = true;
        stream.send("a\n");
        stream.send("b\n");
        stream.close();
        assertThat(end).isCompleted();
        assertThat(forgotten).containsExactly(stream);
    }

    /** Takes so many writes and flushes until it wants to be asked again. */
    private static final class Connection extends ServletOutputStream {
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private int takes = 100;
        private int flushed;
        private boolean broken;

        String text() {
            return written.toString(StandardCharsets.UTF_8);
        }

        @Override
        public boolean isReady() {
            return takes > 0;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new IllegalStateException("the stream is told by the test");
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (broken) {
                throw new IOException("the client is gone");
            }
            takes--;
            written.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            takes--;
            flushed++;
        }
    }
}

package io.tidegate.sink;

import io.tidegate.checkpoint.Checkpoint;
import java.util.Optional;

/**
 * A sink that keeps the checkpoint itself and makes it durable together with the messages it speaks of: what was sent
 * since the last {@link #commit} becomes visible with the next one, all or nothing, and whoever goes on at the committed
 * checkpoint sends nothing twice. It has one lane, used by one thread. {@link #send} and {@link #deliver} only add to the
 * open transaction: neither waits, and an acknowledgement says nothing before the commit.
 *
 * <p>{@link #start} ends the open transaction of whoever ran this changefeed before, who cannot commit any more.
 */
public interface TransactionalSink extends Sink {
    /** The checkpoint committed last, empty if there never was one. Known once started, and final from then on. */
    Optional<Checkpoint> committed();

    /**
     * Makes everything sent since the last commit visible, together with the checkpoint behind it. When it returns both
     * are durable; when it throws, the next start finds out whether they are.
     *
     * @throws InterruptedException if the thread was interrupted while it waited
     */
    void commit(Checkpoint checkpoint) throws InterruptedException;
}

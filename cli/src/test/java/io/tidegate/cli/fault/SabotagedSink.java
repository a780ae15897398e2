package io.tidegate.cli.fault;

import io.tidegate.check.Check;
import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.RecordBatch;
import io.tidegate.sink.Delivery;
import io.tidegate.sink.Sink;
import java.util.Collection;
import java.util.List;

/** A real sink of which somebody bends the way that rows are sent. */
record SabotagedSink(Sink real, Sabotage sabotage) implements Sink {
    /** Takes the place of {@link Sink#send}. */
    @FunctionalInterface
    interface Sabotage {
        void send(Sink real, int lane, RecordBatch batch, Delivery delivery) throws InterruptedException;
    }

    @Override
    public void send(int lane, RecordBatch batch, Delivery delivery) throws InterruptedException {
        sabotage.send(real, lane, batch, delivery);
    }

    @Override
    public void start() {
        real.start();
    }

    @Override
    public int maxMessageBytes(String topic) {
        return real.maxMessageBytes(topic);
    }

    @Override
    public int lanes() {
        return real.lanes();
    }

    @Override
    public int lane(String topic, int partition) {
        return real.lane(topic, partition);
    }

    @Override
    public void deliver(String topic, int partitions, EncodedMessage message) throws InterruptedException {
        real.deliver(topic, partitions, message);
    }

    @Override
    public int partitions(String topic) {
        return real.partitions(topic);
    }

    @Override
    public List<Check> check(Collection<String> topics) {
        return real.check(topics);
    }

    @Override
    public void close() {
        real.close();
    }
}

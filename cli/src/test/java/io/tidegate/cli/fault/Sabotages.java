package io.tidegate.cli.fault;

import io.tidegate.cli.fault.SabotagedSink.Sabotage;
import io.tidegate.encode.RecordBatch;
import io.tidegate.error.TidegateException;
import io.tidegate.sink.Delivery;
import io.tidegate.sink.Sink;
import io.tidegate.testkit.ledger.CanalJsonReader;
import io.tidegate.testkit.ledger.Change;
import io.tidegate.testkit.ledger.Change.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The sins that a ledger must find. They are made for a sink with one lane. */
final class Sabotages {
    private static final int HELD_BATCHES = 20;
    private static final int ROW_TO_DROP = 100;

    private Sabotages() {}

    /** None: each row is sent, and acknowledged when it is safe. */
    static Sabotage none() {
        return Sink::send;
    }

    /** Acknowledges a batch when it comes and sends it some batches later; what is held at the end is never sent. */
    static Sabotage acknowledgeEarly() {
        Deque<RecordBatch> held = new ArrayDeque<>();
        return (real, lane, batch, delivery) -> {
            held.add(batch);
            for (int i = 0; i < batch.size(); i++) {
                delivery.acknowledged();
            }
            if (held.size() > HELD_BATCHES) {
                real.send(lane, held.remove(), new Unheard());
            }
        };
    }

    /** Acknowledges one row that is never sent. */
    static Sabotage dropOneRow() {
        return new Sabotage() {
            private long before;

            @Override
            public void send(Sink real, int lane, RecordBatch batch, Delivery delivery) throws InterruptedException {
                long dropped = ROW_TO_DROP - before;
                before += batch.size();
                if (dropped < 0 || dropped >= batch.size()) {
                    real.send(lane, batch, delivery);
                    return;
                }
                real.send(lane, copy(batch, 0, (int) dropped), delivery);
                delivery.acknowledged();
                real.send(lane, copy(batch, (int) dropped + 1, batch.size()), delivery);
            }
        };
    }

    /** Sends a row of an order after the next one of the same order. */
    static Sabotage swapTwoRowsOfAKey() {
        return new Sabotage() {
            private final CanalJsonReader messages = new CanalJsonReader();
            private @Nullable RecordBatch held;
            private @Nullable Change heldChange;
            private boolean done;

            @Override
            public void send(Sink real, int lane, RecordBatch batch, Delivery delivery) throws InterruptedException {
                for (int i = 0; i < batch.size(); i++) {
                    RecordBatch one = copy(batch, i, i + 1);
                    Change change = read(batch, i);
                    if (done || !change.table().equals("orders")) {
                        real.send(lane, one, delivery);
                    } else if (held == null && change.kind() == Kind.INSERT) {
                        held = one;
                        heldChange = change;
                        delivery.acknowledged();
                    } else if (held != null && isNextOfTheSame(change)) {
                        boolean swapped = change.kind() == Kind.UPDATE;
                        if (swapped) {
                            real.send(lane, one, delivery);
                        }
                        real.send(lane, held, new Unheard());
                        if (!swapped) {
                            real.send(lane, one, delivery);
                        }
                        held = null;
                        done = swapped;
                    } else {
                        real.send(lane, one, delivery);
                    }
                }
            }

            private boolean isNextOfTheSame(Change change) {
                return heldChange != null
                        && String.valueOf(heldChange.values().get("id"))
                                .equals(change.values().get("id"));
            }

            private Change read(RecordBatch batch, int index) {
                return messages.read(new ConsumerRecord<>(
                        batch.topic(index), batch.partition(index), 0, batch.key(index), batch.value(index)));
            }
        };
    }

    private static RecordBatch copy(RecordBatch batch, int from, int to) {
        RecordBatch part = new RecordBatch();
        for (int i = from; i < to; i++) {
            part.add(batch.topic(i), batch.partition(i), batch.key(i), batch.value(i));
        }
        return part;
    }

    /** For rows that were acknowledged before. */
    private record Unheard() implements Delivery {
        @Override
        public void acknowledged() {}

        @Override
        public void failed(TidegateException cause) {}
    }
}

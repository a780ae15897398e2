package io.tidegate.feed;

import io.tidegate.sink.Sink;
import io.tidegate.source.DdlEvent;

/**
 * A lane whose messages count once Kafka has acknowledged them, each by itself: delivery at least once. Several of them
 * walk the same slots and send the records of their own partitions; lane 0 also delivers DDLs and watermarks, so that
 * these keep their place among the rows.
 */
final class AcknowledgedLane implements Lane {
    private final int number;
    private final Pipeline pipeline;
    private final Sink sink;
    private final ControlMessages control;
    private final RefusedSizes refused;
    private final Announcer announcer;

    AcknowledgedLane(
            int number,
            Pipeline pipeline,
            Sink sink,
            ControlMessages control,
            RefusedSizes refused,
            Announcer announcer) {
        this.number = number;
        this.pipeline = pipeline;
        this.sink = sink;
        this.control = control;
        this.refused = refused;
        this.announcer = announcer;
    }

    @Override
    public void walk() throws InterruptedException {
        long next = 0;
        while (!pipeline.isStopped()) {
            Slot slot = pipeline.awaitReady(next, this::isDue, announcer::dueNanos);
            if (slot != null) {
                pass(slot);
                next = slot.sequence() + 1;
                continue;
            }
            if (number == 0) {
                control.sendWatermark();
            }
            if (announcer.isDue()) {
                announcer.repeat();
            }
        }
    }

    private boolean isDue() {
        return (number == 0 && control.isWatermarkDue()) || announcer.isDue();
    }

    private void pass(Slot slot) throws InterruptedException {
        if (slot.event() instanceof DdlEvent event) {
            if (number == 0) {
                pipeline.awaitHead(slot);
                control.deliver(event.ddl());
                pipeline.delivered(slot);
            } else {
                pipeline.awaitComplete(slot);
            }
            return;
        }
        announcer.beforeRows(slot.records());
        sink.send(number, slot.records(), new RowDelivery(slot, refused));
        pipeline.passed(slot);
    }
}

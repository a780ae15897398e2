package io.tidegate.demo;

import java.time.Duration;

/** Where the demo is looked at. Used by one thread. */
interface View extends AutoCloseable {
    /** How often it wants to be shown something. */
    Duration interval();

    void show(Glance glance);

    /** Leaves the terminal as it was. */
    @Override
    void close();
}

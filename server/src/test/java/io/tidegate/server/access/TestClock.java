package io.tidegate.server.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes when it is told to. */
public final class TestClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-11-25T15:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    /** Lets time pass. */
    public void advance(Duration by) {
        now = now.plus(by);
    }
}

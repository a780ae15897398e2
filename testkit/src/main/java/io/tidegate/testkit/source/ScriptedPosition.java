package io.tidegate.testkit.source;

import io.tidegate.checkpoint.Position;

/**
 * Behind everything up to a resolved-ts and so many events more.
 *
 * @param resolvedTs all events up to it were handed on
 * @param beyond events with a greater commit-ts that were handed on too
 */
record ScriptedPosition(long resolvedTs, int beyond) implements Position {
    @Override
    public String text() {
        return resolvedTs + "+" + beyond;
    }

    static ScriptedPosition parse(String text) {
        String[] parts = text.split("\\+");
        return new ScriptedPosition(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
    }
}

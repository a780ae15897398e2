package io.tidegate.checkpoint;

/**
 * What a source needs besides its position to decode from there on, such as the table definitions in force. Immutable,
 * compared by identity: the engine stores it when it differs from the one stored last, in the same transaction as the
 * checkpoint that refers to it.
 */
public interface SourceState {
    /** The stored form. */
    String text();
}

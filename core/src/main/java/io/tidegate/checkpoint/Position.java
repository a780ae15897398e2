package io.tidegate.checkpoint;

/**
 * Where a source is in its log. Opaque to the engine: each source writes and reads its own text. Immutable, so that it
 * can be taken on one thread and written down on another; {@link #text} may be costly and is called once a checkpoint.
 */
public interface Position {
    /** The form that is stored and given back to the source at a restart. */
    String text();
}

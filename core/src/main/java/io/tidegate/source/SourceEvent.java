package io.tidegate.source;

import org.jspecify.annotations.Nullable;

/** What a source hands on, in commit order: rows, a DDL, or the passing of time. */
public sealed interface SourceEvent permits RowBatch, DdlEvent, ResolvedMark {
    /** What is resolved once this event is delivered; null when more of the same transaction or commit-ts follows. */
    @Nullable
    ResolvedMark mark();
}

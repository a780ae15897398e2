package io.tidegate.source;

/** What a source hands on, in commit order: rows, a DDL, or the passing of time. */
public sealed interface SourceEvent permits RowBatch, DdlEvent, ResolvedMark {}

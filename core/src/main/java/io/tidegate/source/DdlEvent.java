package io.tidegate.source;

import io.tidegate.model.Ddl;
import org.jspecify.annotations.Nullable;

/**
 * A DDL at its place in the stream. A statement that acts on several tables comes as one event per table, all with the
 * same commit-ts; only the last of them carries a mark.
 *
 * @param ddl what changed
 * @param mark what is resolved once this DDL is delivered; null when more of the same commit-ts follows
 */
public record DdlEvent(Ddl ddl, @Nullable ResolvedMark mark) implements SourceEvent {}

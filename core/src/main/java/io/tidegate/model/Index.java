package io.tidegate.model;

import java.util.List;

/**
 * An index that does not make rows unique.
 *
 * @param name its name
 * @param columns ordinals of its columns in index order, those of expressions left out
 */
public record Index(String name, List<Integer> columns) {
    public Index {
        columns = List.copyOf(columns);
    }
}

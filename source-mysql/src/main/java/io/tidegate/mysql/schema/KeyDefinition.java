package io.tidegate.mysql.schema;

import io.tidegate.model.Key;
import java.util.List;

/**
 * A primary or unique key as a definition states it. Other indexes are of no interest to a changefeed.
 *
 * @param name name of the index; {@link Key#PRIMARY} for the primary key
 * @param parts in key order
 */
public record KeyDefinition(String name, List<KeyPart> parts) {
    public KeyDefinition {
        parts = List.copyOf(parts);
    }

    boolean isPrimary() {
        return name.equals(Key.PRIMARY);
    }
}

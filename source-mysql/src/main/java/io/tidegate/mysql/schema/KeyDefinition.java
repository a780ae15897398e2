package io.tidegate.mysql.schema;

import io.tidegate.model.Key;
import java.util.List;

/**
 * A key or another index as a definition states it.
 *
 * @param name name of the index; {@link Key#PRIMARY} for the primary key
 * @param unique whether no two rows may have the same values
 * @param parts in key order
 */
public record KeyDefinition(String name, boolean unique, List<KeyPart> parts) {
    public KeyDefinition {
        parts = List.copyOf(parts);
    }

    static KeyDefinition unique(String name, List<KeyPart> parts) {
        return new KeyDefinition(name, true, parts);
    }

    /** The same over other parts. */
    KeyDefinition over(List<KeyPart> others) {
        return new KeyDefinition(name, unique, others);
    }

    KeyDefinition renamed(String newName) {
        return new KeyDefinition(newName, unique, parts);
    }

    boolean isPrimary() {
        return name.equals(Key.PRIMARY);
    }
}

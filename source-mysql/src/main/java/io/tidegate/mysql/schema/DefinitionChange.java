package io.tidegate.mysql.schema;

import io.tidegate.model.Key;
import io.tidegate.mysql.schema.TableChange.AddColumn;
import io.tidegate.mysql.schema.TableChange.AddKey;
import io.tidegate.mysql.schema.TableChange.ChangeColumn;
import io.tidegate.mysql.schema.TableChange.DropColumn;
import io.tidegate.mysql.schema.TableChange.DropKey;
import io.tidegate.mysql.schema.TableChange.Place;
import io.tidegate.mysql.schema.TableChange.RenameKey;
import io.tidegate.mysql.schema.TableChange.SetDefault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An ALTER TABLE at work on a definition. Like the server it first drops and changes columns where they are, under the
 * names they had before the statement, and then puts new and moved ones in place, where names count as they are after
 * it. What is already done stays done: a definition may have been read after the statement ran.
 */
final class DefinitionChange {
    private final TableDefinition before;

    /** The columns before, by ordinal: each as it is now, null once dropped. Clauses know columns by their old names. */
    private final List<@Nullable ColumnDefinition> slots;

    private final List<ColumnDefinition> columns = new ArrayList<>();
    private final Map<String, KeyDefinition> keys = new LinkedHashMap<>();

    /** New name by old name in lower case; null for a dropped column. */
    private final Map<String, @Nullable String> renamed = new HashMap<>();

    /** Names of new columns in lower case. */
    private final Set<String> added = new HashSet<>();

    private boolean understood = true;

    private DefinitionChange(TableDefinition before) {
        this.before = before;
        this.slots = new ArrayList<>(before.columns());
        before.keys().forEach(key -> keys.put(lower(key.name()), key));
    }

    /** The definition after the changes, empty when they do not fit it. */
    static Optional<TableDefinition> apply(TableDefinition before, List<TableChange> changes) {
        DefinitionChange change = new DefinitionChange(before);
        changes.forEach(change::inPlace);
        change.slots.stream().filter(Objects::nonNull).forEach(change.columns::add);
        changes.forEach(change::moved);
        change.carryKeys();
        changes.forEach(change::oldKeys);
        changes.forEach(change::newKeys);
        change.primaryKeyIsNotNull();
        return change.understood
                ? Optional.of(TableDefinition.of(before.name(), change.columns, change.keys.values()))
                : Optional.empty();
    }

    private void inPlace(TableChange change) {
        if (change instanceof DropColumn drop) {
            int ordinal = before.ordinal(drop.name());
            if (ordinal >= 0) {
                slots.set(ordinal, null);
                renamed.put(lower(drop.name()), null);
            }
        } else if (change instanceof ChangeColumn alter) {
            int ordinal = before.ordinal(alter.oldName());
            if (ordinal < 0) {
                understood &= before.ordinal(alter.newName()) >= 0;
                return;
            }
            renamed.put(lower(alter.oldName()), alter.newName());
            slots.set(ordinal, after(alter, before.columns().get(ordinal)));
        } else if (change instanceof SetDefault set) {
            int ordinal = before.ordinal(set.column());
            ColumnDefinition column = ordinal < 0 ? null : slots.get(ordinal);
            if (column != null) {
                slots.set(ordinal, column.withDefault(set.value().printed(column.type())));
            }
        }
    }

    private static ColumnDefinition after(ChangeColumn change, ColumnDefinition old) {
        return change.column() == null ? old.renamed(change.newName()) : change.column();
    }

    private void moved(TableChange change) {
        if (change instanceof AddColumn add) {
            added.add(lower(add.column().name()));
            if (indexOf(add.column().name()) < 0) {
                place(add.column(), add.place());
            }
        } else if (change instanceof ChangeColumn alter && alter.place() != null) {
            int index = indexOf(alter.newName());
            if (index >= 0) {
                place(columns.remove(index), alter.place());
            }
        }
    }

    private void place(ColumnDefinition column, @Nullable Place place) {
        if (place == null) {
            columns.add(column);
        } else if (place.after() == null) {
            columns.add(0, column);
        } else {
            int previous = indexOf(place.after());
            understood &= previous >= 0;
            columns.add(previous + 1, column);
        }
    }

    /** Keys follow the renaming of their columns and lose the dropped ones, unless a new column has the same name. */
    private void carryKeys() {
        for (KeyDefinition key : before.keys()) {
            List<KeyPart> parts = new ArrayList<>();
            for (KeyPart part : key.parts()) {
                String column = part.column();
                if (column == null || !renamed.containsKey(lower(column)) || added.contains(lower(column))) {
                    parts.add(part);
                    continue;
                }
                String newName = renamed.get(lower(column));
                if (newName != null) {
                    parts.add(new KeyPart(newName, part.prefix()));
                }
            }
            if (parts.isEmpty()) {
                keys.remove(lower(key.name()));
            } else {
                keys.put(lower(key.name()), key.over(parts));
            }
        }
    }

    private void oldKeys(TableChange change) {
        if (change instanceof DropKey drop) {
            keys.remove(lower(drop.name()));
        } else if (change instanceof RenameKey rename) {
            KeyDefinition key = keys.remove(lower(rename.oldName()));
            if (key != null) {
                keys.put(lower(rename.newName()), key.renamed(rename.newName()));
            }
        }
    }

    private void newKeys(TableChange change) {
        if (change instanceof AddKey add) {
            List<KeyPart> parts = new ArrayList<>();
            for (KeyPart part : add.key().parts()) {
                parts.add(resolved(part));
            }
            String name =
                    add.key().name().isEmpty() ? freeName(parts) : add.key().name();
            keys.put(lower(name), new KeyDefinition(name, add.key().unique(), parts));
        }
    }

    /** The part as the server stores it: the column as the definition spells it, and no prefix as long as the column. */
    private KeyPart resolved(KeyPart part) {
        if (part.column() == null) {
            return part;
        }
        int index = indexOf(part.column());
        if (index < 0) {
            understood = false;
            return part;
        }
        ColumnDefinition column = columns.get(index);
        boolean covered =
                column.type().length() >= 0 && part.prefix() >= column.type().length();
        return new KeyPart(column.name(), covered ? KeyPart.WHOLE : part.prefix());
    }

    /** The name the server gives: that of the first column, with a number when it is taken. */
    private String freeName(List<KeyPart> parts) {
        String first = parts.get(0).column();
        String base = first == null ? "functional_index" : first;
        String name = base;
        for (int i = 2; keys.containsKey(lower(name)) || name.equalsIgnoreCase(Key.PRIMARY); i++) {
            name = base + "_" + i;
        }
        return name;
    }

    private void primaryKeyIsNotNull() {
        KeyDefinition primary = keys.get(lower(Key.PRIMARY));
        if (primary == null) {
            return;
        }
        for (KeyPart part : primary.parts()) {
            int index = part.column() == null ? -1 : indexOf(part.column());
            if (index >= 0) {
                columns.set(index, columns.get(index).notNull());
            }
        }
    }

    private int indexOf(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}

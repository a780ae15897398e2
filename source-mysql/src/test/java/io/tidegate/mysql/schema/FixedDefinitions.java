package io.tidegate.mysql.schema;

import io.tidegate.model.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server whose definitions are given, and that remembers for which single tables it was asked. */
final class FixedDefinitions implements DefinitionReader {
    private final Map<TableName, TableDefinition> definitions = new LinkedHashMap<>();
    final List<TableName> asked = new ArrayList<>();

    FixedDefinitions with(TableDefinition... some) {
        for (TableDefinition definition : some) {
            definitions.put(definition.name(), definition);
        }
        return this;
    }

    @Override
    public List<TableName> tableNames() {
        return List.copyOf(definitions.keySet());
    }

    @Override
    public List<TableDefinition> read(Collection<String> schemas) {
        return definitions.values().stream()
                .filter(definition -> schemas.contains(definition.name().schema()))
                .toList();
    }

    @Override
    public Optional<TableDefinition> read(TableName table) {
        asked.add(table);
        return Optional.ofNullable(definitions.get(table));
    }
}

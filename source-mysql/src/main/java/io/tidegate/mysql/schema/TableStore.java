package io.tidegate.mysql.schema;

import io.tidegate.checkpoint.SourceState;
import io.tidegate.model.Collation;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;
import io.tidegate.mysql.row.CollationTable;
import io.tidegate.mysql.row.TableMap;
import io.tidegate.source.TableSelection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The definitions of tables at the position that was read last. What the log says of a table decides how its rows are
 * decoded; what is stored here adds what the log lacks and is corrected by the log, so that a store that missed a DDL,
 * or never knew a table, costs an attribute and never a row. Used by one thread.
 */
public final class TableStore {
    private static final Logger LOG = LoggerFactory.getLogger(TableStore.class);

    private static final Comparator<TableName> NAME_ORDER =
            Comparator.comparing(TableName::schema).thenComparing(TableName::table);

    private final DdlReader ddl;
    private final DefinitionReader server;
    private final CollationTable collations;
    private final Map<TableName, TrackedTable> tables = new HashMap<>();
    private final Set<TableName> reported = new HashSet<>();
    private @Nullable StoredTables state;
    private long latestTs;
    private long mismatches;

    /**
     * An empty store.
     *
     * @param dialect of the server that wrote the log
     * @param server where definitions that the store does not know are asked for
     * @param collations of the server
     */
    public TableStore(ServerDialect dialect, DefinitionReader server, CollationTable collations) {
        this.ddl = new DdlReader(dialect);
        this.server = server;
        this.collations = collations;
    }

    /**
     * A store as it was when {@link #state} was taken.
     *
     * @throws io.tidegate.error.TidegateException with STATE_UNREADABLE
     */
    public static TableStore restore(
            String text, ServerDialect dialect, DefinitionReader server, CollationTable collations) {
        TableStore store = new TableStore(dialect, server, collations);
        StoredTables stored = StoredTables.parse(text);
        store.latestTs = stored.latestTs();
        for (StoredTables.Entry entry : stored.tables()) {
            TrackedTable table = TrackedTable.of(entry.definition(), entry.id(), entry.schemaVersion());
            store.tables.put(entry.definition().name(), entry.certain() ? table : table.uncertain());
        }
        return store;
    }

    /**
     * Reads what the server has now of every schema that has a selected table.
     *
     * @param asOf the commit-ts that is the schema version of all of them
     */
    public void loadAll(TableSelection selection, long asOf) {
        sawChange(asOf);
        Set<String> schemas = new TreeSet<>();
        for (TableName table : server.tableNames()) {
            if (selection.matches(table)) {
                schemas.add(table.schema());
            }
        }
        for (TableDefinition definition : server.read(schemas)) {
            redefine(definition, asOf);
        }
    }

    /**
     * The version that rows under this map have: exactly the map's columns in the map's order. The same object until the
     * definition changes.
     *
     * @throws io.tidegate.error.TidegateException with SCHEMA_METADATA_MISSING when the log has no column names
     */
    public TableVersion resolve(TableMap map) {
        TrackedTable known = tables.get(map.name());
        if (known != null && known.map() != null && MapContent.same(known.map(), map)) {
            return known.version();
        }
        LoggedTable logged = new LoggedTable(map, collations);
        if (known == null || !known.certain() || !logged.fits(known.definition())) {
            redefine(asked(logged, known, map.name()), latestTs);
        }
        collate(map);
        return tables.compute(map.name(), (name, table) -> required(name, table).matchedBy(map))
                .version();
    }

    /** What the log says of collations counts: a statement that leaves them to the database does not tell them. */
    private void collate(TableMap map) {
        TrackedTable known = required(map.name(), tables.get(map.name()));
        int[] ids = map.collations();
        if (ids == null) {
            return;
        }
        List<ColumnDefinition> columns = new ArrayList<>(known.definition().columns());
        boolean changed = false;
        for (int i = 0; i < ids.length; i++) {
            Collation logged = ids[i] == 0 ? null : collations.collation(ids[i]);
            if (logged != null && !logged.equals(columns.get(i).collation())) {
                columns.set(i, columns.get(i).collated(logged));
                changed = true;
            }
        }
        if (changed) {
            redefine(known.definition().withColumns(columns), latestTs);
        }
    }

    /** The definition in force, after the server was asked. */
    private TableDefinition asked(LoggedTable logged, @Nullable TrackedTable known, TableName name) {
        Optional<TableDefinition> now = server.read(name);
        if (now.isPresent() && logged.fits(now.get())) {
            return now.get();
        }
        if (known != null && logged.fits(known.definition())) {
            return known.definition();
        }
        mismatches++;
        if (reported.add(name)) {
            LOG.warn(
                    "The log describes a table otherwise than any known definition; its rows are decoded by the log,"
                            + " display widths and keys may be missing. table={} known={} onServer={}",
                    name,
                    known != null,
                    now.isPresent());
        }
        return logged.refinedBy(known == null ? now.orElse(null) : known.definition());
    }

    /**
     * Applies a DDL text and tells what it did, one entry per table or database in the order of the text; empty when it
     * does nothing that a changefeed replicates. Tables that are not replicated are tracked and told of too.
     *
     * @param sql the text of a QUERY event
     * @param defaultSchema the schema of unqualified names, empty for none
     * @param mode of the session that ran it
     * @param commitTs of the statement
     */
    public List<Ddl> apply(String sql, String defaultSchema, SqlMode mode, long commitTs) {
        List<Ddl> applied = new ArrayList<>();
        for (DdlStatement statement : ddl.read(sql, defaultSchema, mode)) {
            sawChange(commitTs);
            Ddl result = apply(statement, commitTs);
            if (result != null) {
                applied.add(result);
            }
        }
        return applied;
    }

    private @Nullable Ddl apply(DdlStatement statement, long commitTs) {
        if (statement instanceof DdlStatement.OfDatabase database) {
            return ofDatabase(database, commitTs);
        }
        if (statement instanceof DdlStatement.OfView view) {
            return new Ddl(commitTs, view.kind(), view.view(), null, view.sql(), null);
        }
        if (statement instanceof DdlStatement.CreateTable create) {
            create(create, commitTs);
            return ofTable(commitTs, DdlKind.CREATE_TABLE, create.table(), null, create.sql(), null);
        }
        if (statement instanceof DdlStatement.AlterTable alter) {
            return alter(alter, commitTs);
        }
        if (statement instanceof DdlStatement.RenameTable rename) {
            TableVersion before = certainVersion(rename.from());
            rename(rename.from(), rename.to());
            return ofTable(commitTs, DdlKind.RENAME_TABLE, rename.to(), rename.from(), rename.sql(), before);
        }
        if (statement instanceof DdlStatement.DropTable drop) {
            TableVersion before = certainVersion(drop.table());
            remove(drop.table());
            return ofTable(commitTs, DdlKind.DROP_TABLE, drop.table(), null, drop.sql(), before);
        }
        if (statement instanceof DdlStatement.TruncateTable truncate) {
            TableVersion before = certainVersion(truncate.table());
            TrackedTable known = tables.get(truncate.table());
            if (known != null) {
                put(known.emptied(TableIds.of(truncate.table(), commitTs)));
            }
            return ofTable(commitTs, DdlKind.TRUNCATE_TABLE, truncate.table(), null, truncate.sql(), before);
        }
        if (statement instanceof DdlStatement.Unreadable unreadable) {
            doubt(unreadable);
        }
        return null;
    }

    private Ddl ofDatabase(DdlStatement.OfDatabase statement, long commitTs) {
        if (statement.kind() == DdlKind.DROP_DATABASE
                && tables.keySet().removeIf(name -> name.schema().equals(statement.schema()))) {
            state = null;
        }
        return new Ddl(commitTs, statement.kind(), new TableName(statement.schema(), ""), null, statement.sql(), null);
    }

    private void create(DdlStatement.CreateTable create, long commitTs) {
        if (create.ifNotExists() && tables.containsKey(create.table())) {
            // Servers log statements that did nothing; the table keeps the definition it has.
            return;
        }
        TrackedTable like = create.like() == null ? null : tables.get(create.like());
        if (create.definition() != null) {
            put(created(create.definition(), commitTs));
        } else if (like != null && like.certain()) {
            put(created(like.definition().renamed(create.table()), commitTs));
        } else {
            remove(create.table());
        }
    }

    private static TrackedTable created(TableDefinition definition, long commitTs) {
        return TrackedTable.of(definition, TableIds.of(definition.name(), commitTs), commitTs);
    }

    private Ddl alter(DdlStatement.AlterTable alter, long commitTs) {
        TableVersion before = certainVersion(alter.table());
        TrackedTable known = tables.get(alter.table());
        if (known != null) {
            Optional<TableDefinition> changed = alter.changes() == null
                    ? Optional.empty()
                    : DefinitionChange.apply(known.definition(), alter.changes());
            if (changed.isPresent() && known.certain()) {
                redefine(changed.get(), commitTs);
            } else {
                put(changed.map(next -> known.redefined(next, commitTs))
                        .orElse(known)
                        .uncertain());
            }
        }
        TableName renamedTo = alter.renamedTo();
        if (renamedTo == null) {
            return ofTable(commitTs, alter.kind(), alter.table(), null, alter.sql(), before);
        }
        rename(alter.table(), renamedTo);
        return ofTable(commitTs, alter.kind(), renamedTo, alter.table(), alter.sql(), before);
    }

    private void rename(TableName from, TableName to) {
        TrackedTable moved = tables.get(from);
        remove(from);
        if (moved == null) {
            // Whatever the name belonged to before, it now belongs to a table that the log will describe.
            remove(to);
            return;
        }
        put(moved.renamed(to));
    }

    private void doubt(DdlStatement.Unreadable statement) {
        for (TableName name : statement.names()) {
            TrackedTable known = tables.get(name);
            if (known != null) {
                LOG.warn(
                        "A statement that names a known table could not be read and is not replicated; the"
                                + " definition is asked for again. table={} reason={} sql={}",
                        name,
                        statement.reason(),
                        statement.sql());
                put(known.uncertain());
            }
        }
    }

    private Ddl ofTable(
            long commitTs,
            DdlKind kind,
            TableName table,
            @Nullable TableName renamedFrom,
            String sql,
            @Nullable TableVersion before) {
        return new Ddl(commitTs, kind, table, renamedFrom, sql, certainVersion(table), before);
    }

    private @Nullable TableVersion certainVersion(TableName table) {
        TrackedTable known = tables.get(table);
        return known != null && known.certain() ? known.version() : null;
    }

    /** The stored definitions; the same object until one changes. */
    public SourceState state() {
        StoredTables current = state;
        if (current == null) {
            current = new StoredTables(
                    tables.values().stream()
                            .map(table -> new StoredTables.Entry(
                                    table.definition(),
                                    table.certain(),
                                    table.version().id(),
                                    table.version().schemaVersion()))
                            .toList(),
                    latestTs);
            state = current;
        }
        return current;
    }

    /** The current versions of the selected tables, ordered by schema and name. */
    public List<TableVersion> tables(TableSelection selection) {
        return tables.values().stream()
                .map(TrackedTable::version)
                .filter(version -> selection.matches(version.name()))
                .sorted(Comparator.comparing(TableVersion::name, NAME_ORDER))
                .toList();
    }

    /** How often a table map fitted no known definition, so that its version was made from the log. */
    public long mismatches() {
        return mismatches;
    }

    /** What is corrected from the log later gets the version of the last statement before it, also after a restart. */
    private void sawChange(long commitTs) {
        if (commitTs > latestTs) {
            latestTs = commitTs;
            state = null;
        }
    }

    private void redefine(TableDefinition definition, long commitTs) {
        TrackedTable known = tables.get(definition.name());
        put(
                known == null
                        ? TrackedTable.of(definition, TableIds.first(definition.name()), commitTs)
                        : known.redefined(definition, commitTs));
    }

    private void put(TrackedTable table) {
        TrackedTable before = tables.put(table.definition().name(), table);
        if (before == null
                || before.certain() != table.certain()
                || before.version().id() != table.version().id()
                || before.version().schemaVersion() != table.version().schemaVersion()
                || !before.definition().equals(table.definition())) {
            state = null;
        }
    }

    private void remove(TableName name) {
        if (tables.remove(name) != null) {
            state = null;
        }
    }

    private static TrackedTable required(TableName name, @Nullable TrackedTable table) {
        if (table == null) {
            throw new IllegalStateException(name + " is not in the store");
        }
        return table;
    }
}

package io.tidegate.route;

import io.tidegate.config.DispatchRule;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.TableVersion;
import java.util.List;
import java.util.Locale;

/** How a dispatcher rule chooses the partition of a row. Immutable; the {@link Route} made for a thread does the work. */
sealed interface PartitionDispatcher {
    /**
     * Ordinals of the columns whose values have a say, each once.
     *
     * @throws TidegateException with DISPATCHER_FAILED when the index or a column is not there
     */
    int[] columns(TableVersion table);

    /** How to speak of it: the name in configuration files, and what it was given. */
    String label();

    /**
     * The route of a table version.
     *
     * @throws TidegateException with DISPATCHER_FAILED when the index or a column is not there
     */
    default Route route(TableVersion table, String topic, PartitionCounts partitions) {
        return new HashRoute(topic, partitions, table, columns(table));
    }

    /** Reads the part of a rule that is about partitions. */
    static PartitionDispatcher parse(DispatchRule rule, String place) {
        return switch (rule.partition().toLowerCase(Locale.ROOT)) {
            case "", "default", "table" -> new ByTable();
            case "ts" -> new ByCommitTs();
            case "index-value", "rowid" -> rule.index().isEmpty() ? new ByHandleKey() : new ByIndex(rule.index());
            case "columns" -> byColumns(rule, place);
            default ->
                throw new TidegateException(
                                ErrorCode.DISPATCHER_FAILED,
                                place + ": there is no partition dispatcher \"" + rule.partition() + "\"")
                        .withRemedy("Use default, table, ts, index-value or columns.");
        };
    }

    private static PartitionDispatcher byColumns(DispatchRule rule, String place) {
        if (rule.columns().isEmpty()) {
            throw new TidegateException(
                            ErrorCode.DISPATCHER_FAILED,
                            place + ": the columns dispatcher has an empty list of columns")
                    .withRemedy("Name at least one column in columns, or use partition = \"table\".");
        }
        return new ByColumns(rule.columns());
    }

    /** By the name of the table alone. */
    record ByTable() implements PartitionDispatcher {
        @Override
        public int[] columns(TableVersion table) {
            return new int[0];
        }

        @Override
        public String label() {
            return "table";
        }
    }

    /** By the commit-ts of the transaction. */
    record ByCommitTs() implements PartitionDispatcher {
        @Override
        public int[] columns(TableVersion table) {
            return new int[0];
        }

        @Override
        public Route route(TableVersion table, String topic, PartitionCounts partitions) {
            return new CommitTsRoute(topic, partitions);
        }

        @Override
        public String label() {
            return "ts";
        }
    }

    /** By the handle key; a table without one goes to one partition as a whole. */
    record ByHandleKey() implements PartitionDispatcher {
        @Override
        public int[] columns(TableVersion table) {
            return table.handleKey();
        }

        @Override
        public String label() {
            return "index-value";
        }
    }

    /** By a named unique index, of which the columns may be nullable. */
    record ByIndex(String index) implements PartitionDispatcher {
        @Override
        public int[] columns(TableVersion table) {
            return DispatchColumns.ofIndex(table, index);
        }

        @Override
        public String label() {
            return "index-value(" + index + ")";
        }
    }

    /** By named columns. */
    record ByColumns(List<String> names) implements PartitionDispatcher {
        @Override
        public int[] columns(TableVersion table) {
            return DispatchColumns.named(table, names);
        }

        @Override
        public String label() {
            return "columns(" + String.join(", ", names) + ")";
        }
    }
}

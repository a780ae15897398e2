package io.tidegate.encode.canaljson;

import io.tidegate.config.CanalJsonConfig;
import io.tidegate.model.ColumnType;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;
import java.util.function.Function;

/**
 * The plans for the messages of one table version.
 *
 * @param insert for INSERT
 * @param update for UPDATE
 * @param delete for DELETE
 */
record TablePlan(MessagePlan insert, MessagePlan update, MessagePlan delete) {
    static TablePlan of(TableVersion table, CanalJsonConfig config) {
        return of(table, config, false, config.deleteOnlyOutputHandleKeyColumns());
    }

    /** The plans for messages that carry the handle key alone. */
    static TablePlan reduced(TableVersion table, CanalJsonConfig config) {
        return of(table, config, true, true);
    }

    private static TablePlan of(
            TableVersion table, CanalJsonConfig config, boolean handleKeyOnly, boolean deletedHandleKeyOnly) {
        Function<ColumnType, String> typeText = config.contentCompatible() ? MysqlType::full : MysqlType::name;
        return new TablePlan(
                MessagePlan.of(table, RowKind.INSERT, handleKeyOnly, typeText),
                MessagePlan.of(table, RowKind.UPDATE, handleKeyOnly, typeText),
                MessagePlan.of(table, RowKind.DELETE, deletedHandleKeyOnly, typeText));
    }

    MessagePlan message(RowKind kind) {
        return switch (kind) {
            case INSERT -> insert;
            case UPDATE -> update;
            case DELETE -> delete;
        };
    }
}

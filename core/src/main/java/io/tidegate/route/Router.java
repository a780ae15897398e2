package io.tidegate.route;

import io.tidegate.model.Ddl;
import io.tidegate.model.TableName;
import io.tidegate.model.TableVersion;

/** The dispatcher rules of a changefeed. Thread safe. */
public interface Router {
    /**
     * The route of a table version.
     *
     * @throws io.tidegate.error.TidegateException with DISPATCHER_FAILED when the rule's index or columns are not there
     */
    Route route(TableVersion table, PartitionCounts partitions);

    /** The topic of a table. */
    String topic(TableName table);

    /** The topic of a DDL: the table's, of a rename the old name's, of a database the default topic. */
    String topic(Ddl ddl);

    /** The topic for what belongs to no table. */
    String defaultTopic();
}

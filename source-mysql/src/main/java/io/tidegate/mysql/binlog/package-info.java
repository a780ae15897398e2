/** From a stream of events to transactions: their grammar, positions, GTIDs and commit timestamps. */
@NullMarked
package io.tidegate.mysql.binlog;

import org.jspecify.annotations.NullMarked;

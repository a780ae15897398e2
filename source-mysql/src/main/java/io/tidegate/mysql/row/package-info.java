/** Rows inside binlog events: table maps, cells, values, and the cursor over them. */
@NullMarked
package io.tidegate.mysql.row;

import org.jspecify.annotations.NullMarked;

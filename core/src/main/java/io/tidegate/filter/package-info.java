/** Which tables are replicated: the table-rule grammar of TiDB. */
@NullMarked
package io.tidegate.filter;

import org.jspecify.annotations.NullMarked;

/** What is replicated: tables by the rule grammar of TiDB, events by kind, text and value, columns by name. */
@NullMarked
package io.tidegate.filter;

import org.jspecify.annotations.NullMarked;

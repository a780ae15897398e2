/** MySQL and MariaDB as a source: the place where protocol, rows, definitions and binlog are put together. */
@NullMarked
package io.tidegate.mysql;

import org.jspecify.annotations.NullMarked;

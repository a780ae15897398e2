/** Table definitions: what the log says of them, what the server says of them, and the DDL that changes them. */
@NullMarked
package io.tidegate.mysql.schema;

import org.jspecify.annotations.NullMarked;

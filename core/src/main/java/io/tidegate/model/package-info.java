/** Tables, columns, rows and times as every stage of a changefeed sees them. Depends on no other package. */
@NullMarked
package io.tidegate.model;

import org.jspecify.annotations.NullMarked;

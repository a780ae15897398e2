/** Rows of plain Java values behind the interfaces that encoders and dispatchers read. */
@NullMarked
package io.tidegate.testkit.rows;

import org.jspecify.annotations.NullMarked;

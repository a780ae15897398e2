/** A source that plays TiDB from a script: many spans, rows out of order, resolved timestamps. */
@NullMarked
package io.tidegate.testkit.source;

import org.jspecify.annotations.NullMarked;

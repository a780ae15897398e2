/** A checkpoint store in memory. */
@NullMarked
package io.tidegate.testkit.checkpoint;

import org.jspecify.annotations.NullMarked;

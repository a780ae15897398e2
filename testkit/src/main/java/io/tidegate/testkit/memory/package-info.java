/** A memory budget that knows what is held. */
@NullMarked
package io.tidegate.testkit.memory;

import org.jspecify.annotations.NullMarked;

/** The durable progress of a changefeed, and the store that keeps it. */
@NullMarked
package io.tidegate.checkpoint;

import org.jspecify.annotations.NullMarked;

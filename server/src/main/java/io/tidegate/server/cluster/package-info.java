/** The source clusters that were registered. */
@NullMarked
package io.tidegate.server.cluster;

import org.jspecify.annotations.NullMarked;

/**
 * Many changefeeds of several source clusters in one process, with the API that manages them. Sources and sinks come
 * through {@link io.tidegate.server.Connectors}: this module knows none.
 */
@NullMarked
package io.tidegate.server;

import org.jspecify.annotations.NullMarked;

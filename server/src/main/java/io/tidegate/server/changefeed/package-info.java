/** The life cycle of changefeeds: created, paused, resumed, changed, moved and removed, one never disturbing another. */
@NullMarked
package io.tidegate.server.changefeed;

import org.jspecify.annotations.NullMarked;

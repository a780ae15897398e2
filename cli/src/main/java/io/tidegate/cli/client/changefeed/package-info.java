/** The commands {@code tidegate changefeed …}, with the options of {@code cdc cli changefeed} where that has them. */
@NullMarked
package io.tidegate.cli.client.changefeed;

import org.jspecify.annotations.NullMarked;

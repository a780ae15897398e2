/** The commands about who may do what: {@code tidegate login}, {@code token …} and {@code account …}. */
@NullMarked
package io.tidegate.cli.client.account;

import org.jspecify.annotations.NullMarked;

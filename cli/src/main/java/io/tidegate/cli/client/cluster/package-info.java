/** The commands {@code tidegate cluster …}: source clusters of a server. */
@NullMarked
package io.tidegate.cli.client.cluster;

import org.jspecify.annotations.NullMarked;

/** The {@code tidegate} command: its subcommands, and the wiring of sources, sinks and engine. */
@NullMarked
package io.tidegate.cli;

import org.jspecify.annotations.NullMarked;

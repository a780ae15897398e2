/** What a user writes, in TOML or in a sink URI, as validated values. */
@NullMarked
package io.tidegate.config;

import org.jspecify.annotations.NullMarked;

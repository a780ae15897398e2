/** A schema registry in memory, and what every schema registry must do. */
@NullMarked
package io.tidegate.testkit.registry;

import org.jspecify.annotations.NullMarked;

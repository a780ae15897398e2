/** Finds secrets where they must not be. */
@NullMarked
package io.tidegate.testkit.secret;

import org.jspecify.annotations.NullMarked;

/** A sink in memory whose acknowledgements a test steers. */
@NullMarked
package io.tidegate.testkit.sink;

import org.jspecify.annotations.NullMarked;

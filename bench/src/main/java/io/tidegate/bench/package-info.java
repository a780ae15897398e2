/** Benchmarks: of single parts with JMH, of the whole product against peers and floors. */
@NullMarked
package io.tidegate.bench;

import org.jspecify.annotations.NullMarked;

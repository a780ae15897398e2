/** A small shop with customers, orders and stock that is written to all the time, and knows what it wrote. */
@NullMarked
package io.tidegate.testkit.workload;

import org.jspecify.annotations.NullMarked;

/**
 * What the server tells of itself: metrics for Prometheus, from one catalogue, and whether it is well and ready. A scrape
 * only looks at what is in memory; what must be asked of others is asked by threads of this package.
 */
@NullMarked
package io.tidegate.server.metrics;

import org.jspecify.annotations.NullMarked;

/** The engine: joins source, route, encode, sink and checkpoint, and owns the threads they run on. */
@NullMarked
package io.tidegate.feed;

import org.jspecify.annotations.NullMarked;

/** What a source must offer: a stream of changes in commit order, the list of its tables, and checks before the start. */
@NullMarked
package io.tidegate.source;

import org.jspecify.annotations.NullMarked;

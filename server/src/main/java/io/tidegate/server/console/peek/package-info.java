/** Messages of a changefeed as people may see them: laid out, with the values of columns hidden before anything is written. */
@NullMarked
package io.tidegate.server.console.peek;

import org.jspecify.annotations.NullMarked;

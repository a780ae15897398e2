/** What the console says, in each of its languages. */
@NullMarked
package io.tidegate.server.console.text;

import org.jspecify.annotations.NullMarked;

/** A consumer of Simple messages that shares no code with the encoder and knows of a table what messages told it. */
@NullMarked
package io.tidegate.testkit.simple;

import org.jspecify.annotations.NullMarked;

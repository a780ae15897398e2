/** The stand-in of a row that cannot be sent: which row it is, and why. */
@NullMarked
package io.tidegate.encode.deadletter;

import org.jspecify.annotations.NullMarked;

/**
 * What formats share to stay below the size limit: compression of values, and the ways of a row whose message is too large.
 * Who needs no limit needs nothing here.
 */
@NullMarked
package io.tidegate.encode.large;

import org.jspecify.annotations.NullMarked;

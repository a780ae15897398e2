/** Which topic and which partition a change goes to: topic expressions and partition dispatchers. */
@NullMarked
package io.tidegate.route;

import org.jspecify.annotations.NullMarked;

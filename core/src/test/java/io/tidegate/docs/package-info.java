/** Pages of the manual that are made from the code. */
@NullMarked
package io.tidegate.docs;

import org.jspecify.annotations.NullMarked;

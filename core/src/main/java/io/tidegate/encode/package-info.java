/** From a row, a DDL or a watermark to the bytes of a message; one sub-package per format. */
@NullMarked
package io.tidegate.encode;

import org.jspecify.annotations.NullMarked;

/** Avro's binary encoding: what the formats that write it share. */
@NullMarked
package io.tidegate.encode.binary;

import org.jspecify.annotations.NullMarked;

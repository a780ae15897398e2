/**
 * The Simple format as TiCDC v8.5 writes it, in JSON and in Avro: rows without types, whose table definitions travel in
 * messages of their own.
 */
@NullMarked
package io.tidegate.encode.simple;

import org.jspecify.annotations.NullMarked;

/**
 * The Open Protocol format of TiCDC v8.5: records of one or more rows, whose key and value are sequences of JSON objects,
 * each behind its length.
 */
@NullMarked
package io.tidegate.encode.openprotocol;

import org.jspecify.annotations.NullMarked;

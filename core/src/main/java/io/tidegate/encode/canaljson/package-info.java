/** The Canal-JSON format as TiCDC v8.5 writes it: one JSON object per row change, DDL and watermark. */
@NullMarked
package io.tidegate.encode.canaljson;

import org.jspecify.annotations.NullMarked;

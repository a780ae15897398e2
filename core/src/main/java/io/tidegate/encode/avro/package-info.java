/**
 * Rows as Avro in Confluent's wire format, with the schemas that TiCDC registers. What a schema registry must do for that
 * is {@link io.tidegate.encode.avro.SchemaRegistry}; how it is reached is not known here.
 */
@NullMarked
package io.tidegate.encode.avro;

import org.jspecify.annotations.NullMarked;

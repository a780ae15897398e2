/** JSON as text: what the JSON formats share. */
@NullMarked
package io.tidegate.encode.json;

import org.jspecify.annotations.NullMarked;

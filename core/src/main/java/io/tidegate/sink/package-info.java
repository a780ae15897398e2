/** What a sink must offer: ordered sending on lanes, acknowledgements, and topics. */
@NullMarked
package io.tidegate.sink;

import org.jspecify.annotations.NullMarked;

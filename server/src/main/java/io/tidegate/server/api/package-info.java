/** The JSON API: TiCDC's Open API v2 for changefeeds, and what we have beside it. */
@NullMarked
package io.tidegate.server.api;

import org.jspecify.annotations.NullMarked;

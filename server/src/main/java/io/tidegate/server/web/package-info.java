/** The HTTP server: routes with the role that each needs, the gate before them, errors as problem documents. */
@NullMarked
package io.tidegate.server.web;

import org.jspecify.annotations.NullMarked;

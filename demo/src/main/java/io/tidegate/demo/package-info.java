/**
 * The demo: a database, a broker, a busy shop, and a changefeed between them that is watched and then checked row by row.
 */
@NullMarked
package io.tidegate.demo;

import org.jspecify.annotations.NullMarked;

/**
 * The console: pages for people over the same services as the API. Routes, what a page shows as records, and the templates
 * that write it as HTML.
 */
@NullMarked
package io.tidegate.server.console;

import org.jspecify.annotations.NullMarked;

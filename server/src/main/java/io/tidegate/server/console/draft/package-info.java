/**
 * The draft of a changefeed in the making: what a person typed step by step, what is wrong with it, and the changefeed that
 * it becomes. Knows neither HTTP nor HTML.
 */
@NullMarked
package io.tidegate.server.console.draft;

import org.jspecify.annotations.NullMarked;

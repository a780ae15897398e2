/** The wizard that makes a changefeed, step by step: its drafts, its pages, and the look at what they would do. */
@NullMarked
package io.tidegate.server.console.wizard;

import org.jspecify.annotations.NullMarked;

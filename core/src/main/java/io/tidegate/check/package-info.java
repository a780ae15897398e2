/** The outcome of what is looked at before a changefeed starts; sources and sinks both report in it. */
@NullMarked
package io.tidegate.check;

import org.jspecify.annotations.NullMarked;

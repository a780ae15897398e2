/** What a process keeps between starts: definitions of changefeeds and their checkpoints, in one SQLite file. */
@NullMarked
package io.tidegate.state;

import org.jspecify.annotations.NullMarked;

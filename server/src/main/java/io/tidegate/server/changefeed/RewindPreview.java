package io.tidegate.server.changefeed;

import io.tidegate.check.Check;
import java.util.List;

/**
 * What moving the checkpoint would mean.
 *
 * @param fromTs the checkpoint-ts now
 * @param toTs the checkpoint-ts after it, 0 if it is not known before the log is read
 * @param consequence which changes are sent again, or never, in plain sentences
 * @param checks whether the source can still serve it
 */
public record RewindPreview(long fromTs, long toTs, String consequence, List<Check> checks) {}

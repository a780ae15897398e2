package io.tidegate.server.changefeed;

import io.tidegate.checkpoint.Checkpoint;
import io.tidegate.server.FeedConnector;
import io.tidegate.source.StartPoint;
import io.tidegate.source.StartText;
import java.util.Optional;

/** Where a changefeed begins, from the words of its definition. */
final class FeedStart {
    private FeedStart() {}

    /** Of one that never ran. */
    static StartPoint of(ChangefeedDefinition definition) {
        return StartText.OF_REQUEST.parse(definition.start(), definition.timeZone());
    }

    /** At its checkpoint if it has one. */
    static StartPoint of(ChangefeedDefinition definition, Optional<Checkpoint> checkpoint) {
        return checkpoint.<StartPoint>map(StartPoint.AtCheckpoint::new).orElseGet(() -> of(definition));
    }

    /** The words for a start that mean the same later on: now becomes the end of the log as it is now. */
    static String settled(String text, StartPoint start, FeedConnector connector) {
        if (!(start instanceof StartPoint.Now)) {
            return text;
        }
        StartPoint.AtPosition end = connector.end();
        return end.kind() + ":" + end.text();
    }
}

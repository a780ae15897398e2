package io.tidegate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.config.SourceEndpoint;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;

/**
 * What a changefeed was created with and may not change silently: its source and its time zone. Stored without secrets.
 *
 * @param version of this form, 1
 * @param sourceKind kind of the source
 * @param sourceHost host of the source
 * @param sourcePort port of the source
 * @param timeZone in which TIMESTAMP values are printed
 * @param sinkUri where it sends, secrets masked; for people to read
 */
record FeedDefinition(
        int version, String sourceKind, String sourceHost, int sourcePort, String timeZone, String sinkUri) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static FeedDefinition of(SourceEndpoint endpoint, ZoneId timeZone, String maskedSinkUri) {
        return new FeedDefinition(
                1,
                endpoint.kind().name().toLowerCase(Locale.ROOT),
                endpoint.host(),
                endpoint.port(),
                timeZone.getId(),
                maskedSinkUri);
    }

    static FeedDefinition parse(String json) {
        try {
            return MAPPER.readValue(json, FeedDefinition.class);
        } catch (JsonProcessingException e) {
            throw new TidegateException(
                    ErrorCode.STATE_UNREADABLE, "the definition of the changefeed: " + e.getMessage(), e);
        }
    }

    String json() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new TidegateException(ErrorCode.INTERNAL_ERROR, e.toString(), e);
        }
    }

    ZoneId zone() {
        try {
            return ZoneId.of(timeZone);
        } catch (DateTimeException e) {
            throw new TidegateException(ErrorCode.STATE_UNREADABLE, "the stored time zone " + timeZone, e);
        }
    }

    /** Refuses to go on with a checkpoint that was made for something else. */
    void requireSame(FeedDefinition wanted, boolean zoneWanted) {
        if (!sourceKind.equals(wanted.sourceKind)) {
            throw conflict("source kind", sourceKind, wanted.sourceKind);
        }
        if (zoneWanted && !timeZone.equals(wanted.timeZone)) {
            throw conflict("time zone", timeZone, wanted.timeZone);
        }
    }

    private static TidegateException conflict(String what, String stored, String wanted) {
        return new TidegateException(
                ErrorCode.FEED_CONFLICT, "its " + what + " is " + stored + ", asked for is " + wanted);
    }
}

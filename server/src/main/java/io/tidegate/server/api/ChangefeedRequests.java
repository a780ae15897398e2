package io.tidegate.server.api;

import io.tidegate.config.Secret;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.server.changefeed.ChangefeedChanges;
import io.tidegate.server.changefeed.NewChangefeed;
import io.tidegate.server.web.JsonBody;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bodies that create and change a changefeed: TiCDC's members, and in one object {@code tidegate} what only
 * Tidegate has.
 */
final class ChangefeedRequests {
    private static final String NO_PD = "a source is a registered cluster";

    private ChangefeedRequests() {}

    static NewChangefeed create(JsonBody body) {
        ignoreElsewhere(body);
        JsonBody own = body.child("tidegate");
        String uri = body.text("sink_uri");
        Long targetTs = body.unsigned("target_ts");
        NewChangefeed request = new NewChangefeed(
                emptyIsNull(body.text("changefeed_id")),
                own.text("name"),
                own.text("cluster"),
                new Secret(uri == null ? "" : uri),
                body.object("replica_config"),
                zone(own.text("time_zone")),
                start(body.unsigned("start_ts"), own.text("start")),
                targetTs == null ? 0 : targetTs,
                own.whole("rcu"),
                own.flag("paused"));
        own.end();
        body.end();
        return request;
    }

    /** @param id of the changefeed, which a body may repeat */
    static ChangefeedChanges update(String id, JsonBody body) {
        ignoreElsewhere(body);
        String named = emptyIsNull(body.text("changefeed_id"));
        Long startTs = body.unsigned("start_ts");
        if (startTs != null && startTs != 0) {
            throw refused("start_ts", "start_ts can not be updated")
                    .withRemedy("Move the checkpoint with a rewind, or create another changefeed.");
        }
        if (named != null && !named.equals(id)) {
            throw refused("changefeed_id", "the id of a changefeed can not be updated");
        }
        JsonBody own = body.child("tidegate");
        Long targetTs = body.unsigned("target_ts");
        ChangefeedChanges changes = new ChangefeedChanges(
                own.text("name"),
                body.secret("sink_uri"),
                body.object("replica_config"),
                targetTs == null ? OptionalLong.empty() : OptionalLong.of(targetTs));
        own.end();
        body.end();
        return changes;
    }

    private static void ignoreElsewhere(JsonBody body) {
        body.ignore("namespace", "keyspace");
        body.nothingIn(NO_PD, "pd_addrs", "ca_path", "cert_path", "key_path", "cert_allowed_cn");
    }

    private static @Nullable String start(@Nullable Long startTs, @Nullable String start) {
        if (startTs == null || startTs == 0) {
            return start;
        }
        if (start != null) {
            throw refused("tidegate.start", "start_ts and tidegate.start are both given");
        }
        return "tso:" + Long.toUnsignedString(startTs);
    }

    private static @Nullable ZoneId zone(@Nullable String name) {
        try {
            return name == null ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw refused("tidegate.time_zone", "there is no time zone " + name)
                    .withRemedy("Use a name such as Europe/Berlin, UTC or +08:00.");
        }
    }

    private static @Nullable String emptyIsNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static TidegateException refused(String field, String detail) {
        return new TidegateException(ErrorCode.API_INVALID_PARAM, detail).withField(field);
    }
}

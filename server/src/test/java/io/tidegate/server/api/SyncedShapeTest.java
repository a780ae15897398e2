package io.tidegate.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncedShapeTest {
    private static final Instant NOW = ChangefeedSamples.NOW;
    private static final ApiTime TIME = new ApiTime(ZoneId.of("Asia/Shanghai"));

    @ParameterizedTest
    @CsvSource({
        "400, 1, 1, true, The data syncing is finished",
        "400, 60, 59, false, Please check whether the source database is online",
        "400, 60, 1, false, The data syncing is not finished",
        "10, 1, 1, false, The data syncing is not finished",
        "10, 60, 59, false, The data syncing is not finished",
    })
    void bothSidesAreEqualByTicdcsRules(
            long deliveredAgo, long checkpointAgo, long resolvedAgo, boolean synced, String info) {
        JsonNode shape = SyncedShape.of(
                ChangefeedSamples.running(
                        NOW.minusSeconds(deliveredAgo), NOW.minusSeconds(checkpointAgo), NOW.minusSeconds(resolvedAgo)),
                TIME,
                NOW);
        assertThat(shape.path("synced").booleanValue()).isEqualTo(synced);
        assertThat(shape.path("info").textValue()).startsWith(info);
    }

    @Test
    void timesAreThoseOfTheServersZone() {
        JsonNode shape = SyncedShape.of(ChangefeedSamples.running(NOW, NOW, NOW), TIME, NOW);
        assertThat(shape.path("now_ts").textValue()).isEqualTo("2026-05-01 20:00:00.000");
        assertThat(shape.path("sink_checkpoint_ts").textValue()).isEqualTo("2026-05-01 20:00:00.000");
    }
}

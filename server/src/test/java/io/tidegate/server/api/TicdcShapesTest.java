package io.tidegate.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidegate.server.ServerIdentity;
import io.tidegate.server.changefeed.ChangefeedState;
import io.tidegate.server.changefeed.ErrorReport;
import java.time.InstantSource;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TicdcShapesTest {
    private static final ErrorReport ERROR =
            new ErrorReport(ChangefeedSamples.NOW, "CDC:ErrMessageTooLarge", "A message is too large", "Raise it.");

    private final TicdcShapes shapes = new TicdcShapes(
            new ServerIdentity("v", "", "server-1", "127.0.0.1:8300"),
            new ApiTime(ZoneId.of("Asia/Shanghai")),
            InstantSource.fixed(ChangefeedSamples.NOW));

    @Test
    void anErrorIsShownAsTicdcShowsIt() {
        JsonNode error = shapes.detail(ChangefeedSamples.in(ChangefeedState.FAILED, ERROR))
                .path("error");
        assertThat(error.path("time").textValue()).isEqualTo("2026-05-01T20:00:00.000000+08:00");
        assertThat(error.path("addr").textValue()).isEqualTo("127.0.0.1:8300");
        assertThat(error.path("code").textValue()).isEqualTo("CDC:ErrMessageTooLarge");
        assertThat(error.path("message").textValue()).isEqualTo("A message is too large");
    }

    @Test
    void theStatusTellsAnErrorFromAWarning() {
        JsonNode failed = shapes.status(ChangefeedSamples.in(ChangefeedState.FAILED, ERROR));
        assertThat(failed.path("state").textValue()).isEqualTo("failed");
        assertThat(failed.has("last_error")).isTrue();
        JsonNode warning = shapes.status(ChangefeedSamples.in(ChangefeedState.WARNING, ERROR));
        assertThat(warning.path("state").textValue()).isEqualTo("warning");
        assertThat(warning.has("last_warning")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FAILED", "WARNING"})
    void inOtherStatesNoErrorIsShownButByTidegate(ChangefeedState state) {
        JsonNode detail = shapes.detail(ChangefeedSamples.in(state, ERROR));
        assertThat(detail.has("error")).isFalse();
        assertThat(shapes.listItem(ChangefeedSamples.in(state, ERROR))
                        .path("error")
                        .isNull())
                .isTrue();
        assertThat(detail.at("/tidegate/last_error/remedy").textValue()).isEqualTo("Raise it.");
    }

    @Test
    void whatIsNotKnownYetIsLeftOutOrZero() {
        JsonNode detail = shapes.detail(ChangefeedSamples.in(ChangefeedState.RUNNING, null));
        assertThat(detail.has("target_ts")).isFalse();
        assertThat(detail.path("start_ts").longValue()).isEqualTo(7);
        assertThat(detail.path("upstream_id").longValue()).isPositive();
    }
}

package io.tidegate.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.tidegate.server.access.Principal;
import io.tidegate.server.access.Role;
import io.tidegate.server.changefeed.ChangefeedState;
import io.tidegate.server.console.PageFrame.Section;
import io.tidegate.server.console.text.Language;
import io.tidegate.server.console.text.Texts;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ListSizeTest {
    @Test
    void aListOfSixtyChangefeedsIsSmall() {
        Principal operator = new Principal("otto", Role.OPERATOR, Principal.Via.SESSION);
        PageFrame frame = new PageFrame(
                Texts.in(Language.ENGLISH),
                "Changefeed",
                "/clusters/shop/changefeeds",
                operator,
                "",
                null,
                Section.CHANGEFEEDS,
                "test");
        List<FeedLine> lines =
                IntStream.range(0, 60).mapToObj(ListSizeTest::failed).toList();
        StringOutput html = new StringOutput();
        TemplateEngine.createPrecompiled(
                        null, ContentType.Html, ListSizeTest.class.getClassLoader(), "io.tidegate.server.console.pages")
                .render("changefeeds.jte", Map.of("frame", frame, "lines", lines, "limit", 60, "done", ""), html);
        assertThat(html.toString()).contains("changefeed-59").hasSizeLessThan(100_000);
    }

    private static FeedLine failed(int number) {
        String time = "2026-05-01T12:00:00Z";
        return new FeedLine(
                "changefeed-" + number,
                "Changefeed " + number,
                "FAILED",
                time,
                "the server refuses SHOW MASTER STATUS to the user of this changefeed",
                "kafka://broker-1:9092,broker-2:9092/topic",
                7L,
                "1",
                time,
                0,
                2,
                time,
                FeedAction.in(ChangefeedState.FAILED));
    }
}

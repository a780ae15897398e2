package io.tidegate.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.tidegate.error.ErrorCode;
import io.tidegate.server.changefeed.ErrorReport;
import io.tidegate.server.console.PageFrame.Section;
import io.tidegate.server.console.text.Language;
import io.tidegate.server.console.text.Texts;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorCardTest {
    private static final Instant SINCE = Instant.parse("2026-05-01T12:00:00Z");

    @Test
    void anErrorTellsWhatWhyWhatToDoAndSinceWhen() {
        String card = card(
                "the server refuses <b>SHOW</b>",
                "GRANT SELECT ON `shop`.* TO 'cdc'@'%'; then run `tidegate changefeed resume <id>`.");
        assertThat(card)
                .contains("the server refuses &lt;b&gt;SHOW&lt;/b&gt;")
                .contains(ErrorCode.SOURCE_GRANT_MISSING.code(), "Why:", "What to do:", SINCE.toString())
                .contains("<code id=\"command-3-0\">GRANT SELECT ON `shop`.* TO 'cdc'@'%';</code>")
                .contains("<code id=\"command-3-1\">tidegate changefeed resume &lt;id&gt;</code>")
                .contains("data-copy=\"#command-3-1\"")
                .doesNotContain("<b>", "<id>");
    }

    @Test
    void whereThereIsNothingToRunThereIsNothingToCopy() {
        assertThat(card("it broke", "Wait.")).contains("Wait.").doesNotContain("data-copy");
    }

    private static String card(String message, String remedy) {
        PageFrame frame = new PageFrame(
                Texts.in(Language.ENGLISH),
                "Orders",
                "/changefeeds/orders",
                null,
                "",
                null,
                Section.CHANGEFEEDS,
                "test");
        StringOutput html = new StringOutput();
        TemplateEngine.createPrecompiled(
                        null,
                        ContentType.Html,
                        ErrorCardTest.class.getClassLoader(),
                        "io.tidegate.server.console.pages")
                .render(
                        "parts/error.jte",
                        Map.of(
                                "frame",
                                frame,
                                "error",
                                new ErrorReport(SINCE, ErrorCode.SOURCE_GRANT_MISSING.code(), message, remedy),
                                "since",
                                SINCE,
                                "number",
                                3),
                        html);
        return html.toString();
    }
}

package io.tidegate.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is waited for: one line that changes on a terminal, few lines in a log. */
class ProgressLineTest {
    private final StringWriter printed = new StringWriter();

    @Test
    void onATerminalTheLineIsDrawnAnewAndTakenAway() {
        ProgressLine line = new ProgressLine(new PrintWriter(printed), true);
        line.begin("removing a");
        line.elapsed(Duration.ofSeconds(1));
        line.close();
        line.close();
        assertThat(printed.toString()).isEqualTo("\r\u001b[Kremoving a …\r\u001b[Kremoving a … 1 s\r\u001b[K");
    }

    @Test
    void elsewhereALineIsPrintedAtTheBeginAndEveryTenSeconds() {
        ProgressLine line = new ProgressLine(new PrintWriter(printed), false);
        line.begin("removing a");
        for (int second = 1; second <= 25; second++) {
            line.elapsed(Duration.ofSeconds(second));
        }
        line.close();
        assertThat(printed.toString()).isEqualTo("removing a …\nremoving a … 10 s\nremoving a … 20 s\n");
    }

    @Test
    void aShortWaitWithoutATaskIsNotWorthALine() {
        ProgressLine line = new ProgressLine(new PrintWriter(printed), false);
        line.elapsed(Duration.ofSeconds(30));
        assertThat(printed.toString()).isEmpty();
    }
}

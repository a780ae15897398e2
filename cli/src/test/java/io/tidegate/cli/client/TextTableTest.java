package io.tidegate.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** Answers for people stand in line. */
class TextTableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersStandOnTheRight() {
        TextTable table = new TextTable("ID", "ROWS", "LAG", "REASON")
                .row("a", "7", "0.3 s", "")
                .row("orders-to-kafka", "1200", "93600 s", "The broker is away: ask it");
        assertThat(text(table)).isEqualTo("""
                        ID               ROWS      LAG  REASON
                        a                   7    0.3 s
                        orders-to-kafka  1200  93600 s  The broker is away: ask it
                        """);
    }

    @Test
    void anEmptyTableIsASentence() {
        assertThat(text(new TextTable("ID"))).isEqualTo("nothing\n");
    }

    @Test
    void whatOthersWroteCannotSteerTheTerminal() {
        assertThat(text(new TextTable("ID").row("\u001b[2Jred\r\n\u009b7m"))).isEqualTo("ID\n [2Jred   7m\n");
        StringWriter facts = new StringWriter();
        new Facts()
                .add("name", "a\u0007b")
                .add("gone", "")
                .add("longer name", "c")
                .print(new PrintWriter(facts));
        assertThat(facts.toString()).isEqualTo("name         a b\nlonger name  c\n");
    }

    private static String text(TextTable table) {
        StringWriter text = new StringWriter();
        table.print(new PrintWriter(text), "nothing");
        return text.toString();
    }
}

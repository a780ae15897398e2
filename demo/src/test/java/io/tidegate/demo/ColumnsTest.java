package io.tidegate.demo;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void aTextThatFitsStaysWhole() {
        assertThat(Columns.cut("orders", 6)).isEqualTo("orders");
    }

    @Test
    void aTextThatDoesNotFitEndsWithAnEllipsis() {
        assertThat(Columns.cut("orders", 5)).isEqualTo("orde…");
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        assertThat(Columns.of("客户 1")).isEqualTo(6);
        assertThat(Columns.cut("客户客户", 8)).isEqualTo("客户客户");
        assertThat(Columns.cut("客户客户", 7)).isEqualTo("客户客…");
        assertThat(Columns.cut("客户客户", 6)).isEqualTo("客户…");
    }

    @Test
    void aMarkOverALetterTakesNoColumn() {
        assertThat(Columns.of("Zoe\u0308")).isEqualTo(3);
        assertThat(Columns.cut("Zoe\u0308", 3)).isEqualTo("Zoe\u0308");
    }

    @Test
    void anEmojiIsNeverCutInHalf() {
        assertThat(Columns.cut("\uD83D\uDE00\uD83D\uDE00", 3)).isEqualTo("\uD83D\uDE00…");
    }

    @Test
    void controlCharactersCannotMoveTheCursor() {
        assertThat(Columns.cut("a\n\u001b[2J\tb", 20)).isEqualTo("a··[2J·b");
    }

    @Property
    void whatIsCutFits(@ForAll String text, @ForAll @IntRange(min = 0, max = 30) int columns) {
        assertThat(Columns.of(Columns.cut(text, columns))).isLessThanOrEqualTo(columns);
    }
}

package io.tidegate.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.docs.GeneratedPage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {
    @Test
    void thePageInTheManualIsWhatTheCatalogueSays() {
        GeneratedPage.assertCurrent("errors.md", ErrorsPage.text());
    }

    @Test
    void eachErrorHasARowOfItsOwn() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(ErrorsPage.text()).containsOnlyOnce("| `" + code.code() + "` |");
        }
    }

    @Test
    void codesAreUniqueAndSayWhoseTheyAre() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::code))
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("(CDC|TG):Err[A-Za-z]+"));
    }

    @Test
    void summariesAreSentencesWithoutAFullStopAndRemediesHaveOne() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(code.summary()).as(code.code()).doesNotEndWith(".").matches("(?s)[^a-z].*|required-acks.*");
            assertThat(code.remedy()).as(code.code()).endsWith(".");
        }
    }
}

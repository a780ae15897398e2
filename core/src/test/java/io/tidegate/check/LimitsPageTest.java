package io.tidegate.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.check.Limit.Area;
import io.tidegate.check.Limit.Outcome;
import io.tidegate.docs.GeneratedPage;
import io.tidegate.error.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitsPageTest {
    @Test
    void thePageInTheManualIsWhatTheListSays() {
        GeneratedPage.assertCurrent("limits.md", text());
    }

    @ParameterizedTest
    @EnumSource
    void isASentenceAndHasACodeUnlessSomethingIsLeftOut(Limit limit) {
        assertThat(limit.restriction()).doesNotEndWith(".").matches("(?s)[A-Z`].*");
        assertThat(limit.codes().isEmpty()).isEqualTo(limit.outcome() == Outcome.LEFT_OUT);
        assertThat(limit.codes())
                .allMatch(code ->
                        code.matches("[A-Z][0-9]{3}") || ErrorCode.of(code).isPresent());
    }

    private static String text() {
        StringBuilder page = new StringBuilder("""
                # Limits

                This page is generated from `io.tidegate.check.Limit`. It lists what a changefeed cannot do and what its user should
                know, with the code of the check or the error that says so. `tidegate check` makes the checks, and so does a
                changefeed before its first start; [errors.md](errors.md) has the errors and their remedies. A test tries each
                limit. Transactions have no limit of size: large ones are replicated in parts.
                """);
        for (Area area : Area.values()) {
            page.append("\n## ").append(area.title()).append("\n\n| Limit | What happens | Code |\n|---|---|---|\n");
            for (Limit limit : limits(area)) {
                page.append("| ").append(GeneratedPage.cell(limit.restriction()));
                page.append(" | ").append(limit.outcome().shown());
                page.append(" | ").append(codes(limit)).append(" |\n");
            }
        }
        return page.toString();
    }

    private static List<Limit> limits(Area area) {
        return Arrays.stream(Limit.values())
                .filter(limit -> limit.area() == area)
                .toList();
    }

    private static String codes(Limit limit) {
        return limit.codes().isEmpty()
                ? "–"
                : limit.codes().stream().map(code -> "`" + code + "`").collect(Collectors.joining(", "));
    }
}

package io.tidegate.check;

import io.tidegate.check.Check.Status;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.List;
import java.util.Optional;

/** What follows from several checks. */
public final class Checks {
    private Checks() {}

    /**
     * Refuses to go on when a check failed.
     *
     * @throws TidegateException of the first one that failed: the error of the catalogue that it met, else CHECK_FAILED
     */
    public static void requireNoFailure(List<Check> checks) {
        List<Check> failed =
                checks.stream().filter(check -> check.status() == Status.FAIL).toList();
        if (!failed.isEmpty()) {
            throw failure(failed.get(0), failed.size() - 1);
        }
    }

    private static TidegateException failure(Check check, int others) {
        String more = others > 0 ? " (and " + others + " more; see tidegate check)" : "";
        Optional<ErrorCode> known = ErrorCode.of(check.code());
        ErrorCode code = known.orElse(ErrorCode.CHECK_FAILED);
        String summary = code.summary() + ": ";
        String detail = known.isEmpty()
                ? check.code() + " " + check.subject() + ": " + check.text()
                : check.text().startsWith(summary) ? check.text().substring(summary.length()) : check.text();
        return new TidegateException(code, detail + more)
                .withRemedy(check.remedy() == null ? code.remedy() : check.remedy());
    }
}

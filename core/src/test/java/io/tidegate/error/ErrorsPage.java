package io.tidegate.error;

import static io.tidegate.docs.GeneratedPage.cell;

import java.util.Locale;

/** Writes {@code docs/errors.md}: each entry of the catalogue, by the kind of error. */
final class ErrorsPage {
    private ErrorsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("""
                # Errors

                This page is generated from `io.tidegate.error.ErrorCode`. Codes that TiCDC has keep its name and begin with
                `CDC:`, ours begin with `TG:`. A command prints `error CODE: sentence: what was found` and `remedy: …`, and ends
                with the exit status of the error's kind; the API answers with the HTTP status named here. A changefeed tries again by itself where the column says so.
                """);
        for (ErrorKind kind : ErrorKind.values()) {
            section(page, kind);
        }
        return page.toString();
    }

    private static void section(StringBuilder page, ErrorKind kind) {
        page.append("\n## ").append(title(kind)).append(" (exit status ").append(kind.exitStatus());
        page.append(
                ")\n\n| Code | HTTP | Severity | Tries again | What it means | What to do |\n|---|---|---|---|---|---|\n");
        for (ErrorCode code : ErrorCode.values()) {
            if (code.kind() == kind) {
                page.append("| `").append(code.code()).append("` | ");
                page.append(code.httpStatus()).append(" | ");
                page.append(code.severity().name().toLowerCase(Locale.ROOT)).append(" | ");
                page.append(code.retry() == RetryPolicy.RETRY ? "yes" : "no").append(" | ");
                page.append(cell(code.summary()))
                        .append(" | ")
                        .append(cell(code.remedy()))
                        .append(" |\n");
            }
        }
    }

    private static String title(ErrorKind kind) {
        return switch (kind) {
            case USAGE -> "Usage and configuration";
            case CONNECTION -> "Connections and checks before the start";
            case DATA -> "Positions and data";
            case INTERNAL -> "Tidegate itself and its machine";
        };
    }
}

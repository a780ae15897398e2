package io.tidegate.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Results of checks as the server tells them, printed as {@code tidegate check} prints its own. */
public final class Checks {
    private record Result(String status, String code, String subject, String text, String remedy) {}

    private static final String PASS = "PASS";
    private static final String FAIL = "FAIL";

    private final List<Result> results = new ArrayList<>();

    private Checks() {}

    /** Reads a list of {@code {status, code, subject, text, remedy}}. */
    public static Checks of(JsonNode list) {
        Checks checks = new Checks();
        for (JsonNode check : list) {
            checks.results.add(new Result(
                    check.path("status").asText(),
                    check.path("code").asText(),
                    check.path("subject").asText(),
                    check.path("text").asText(),
                    check.path("remedy").asText("")));
        }
        return checks;
    }

    public boolean hasFailed() {
        return results.stream().anyMatch(result -> result.status().equals(FAIL));
    }

    public void print(PrintWriter out) {
        results.forEach(result -> print(result, out));
    }

    public void printExceptPassed(PrintWriter out) {
        results.stream().filter(result -> !result.status().equals(PASS)).forEach(result -> print(result, out));
    }

    private static void print(Result result, PrintWriter out) {
        out.println(
                PlainText.of(result.status() + " " + result.code() + " " + result.subject() + ": " + result.text()));
        if (!result.status().equals(PASS) && !result.remedy().isEmpty()) {
            out.println(PlainText.of("  remedy: " + result.remedy()));
        }
    }
}

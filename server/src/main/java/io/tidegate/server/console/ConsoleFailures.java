package io.tidegate.server.console;

import io.javalin.http.Context;
import io.javalin.http.ExceptionHandler;
import io.javalin.http.HttpStatus;
import io.tidegate.error.ErrorCode;
import io.tidegate.server.console.PageFrame.Section;
import io.tidegate.server.web.Problem;
import io.tidegate.server.web.Problems;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Shows people what programs are told as a problem; whoever is not logged in is led to the login and back. */
final class ConsoleFailures implements ExceptionHandler<Exception> {
    private static final String PART = "HX-Request";

    private final Pages pages;
    private final ExceptionHandler<Exception> forPrograms;

    ConsoleFailures(Pages pages, ExceptionHandler<Exception> forPrograms) {
        this.pages = pages;
        this.forPrograms = forPrograms;
    }

    @Override
    public void handle(Exception failure, Context context) {
        if (!isForPeople(context)) {
            forPrograms.handle(failure, context);
            return;
        }
        Problem problem = Problems.problem(failure, context);
        if (problem.code() == ErrorCode.UNAUTHENTICATED) {
            toLogin(context);
            return;
        }
        context.status(problem.status());
        PageFrame frame = pages.frame(context, "error.title", Section.NONE);
        pages.send(context, isPart(context) ? "parts/problem.jte" : "problem.jte", frame, Map.of("problem", problem));
    }

    private static void toLogin(Context context) {
        // Pages alone can be returned to; what a part of one was asked for is lost anyway.
        String login = isPart(context) || !context.method().name().equals("GET")
                ? "/login"
                : "/login?to=" + URLEncoder.encode(context.path(), StandardCharsets.UTF_8);
        if (isPart(context)) {
            context.status(HttpStatus.NO_CONTENT).header("HX-Redirect", login);
        } else {
            context.redirect(login, HttpStatus.SEE_OTHER);
        }
    }

    private static boolean isPart(Context context) {
        return context.header(PART) != null;
    }

    private static boolean isForPeople(Context context) {
        return !context.path().startsWith("/api/")
                && (isPart(context)
                        || Optional.ofNullable(context.header("Accept"))
                                .orElse("")
                                .contains("text/html"));
    }
}

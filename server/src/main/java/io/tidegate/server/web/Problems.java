package io.tidegate.server.web;

import io.javalin.http.Context;
import io.javalin.http.ExceptionHandler;
import io.javalin.http.HttpResponseException;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.ErrorKind;
import io.tidegate.error.TidegateException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers every exception with a {@link Problem}. One that is not in the catalogue is a defect: the answer says no more than
 * the id under which the log has it.
 */
public final class Problems implements ExceptionHandler<Exception> {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final int UNAUTHORIZED = 401;

    @Override
    public void handle(Exception failure, Context context) {
        answer(problem(failure, context), context);
    }

    private static void answer(Problem problem, Context context) {
        context.status(problem.status());
        if (problem.status() == UNAUTHORIZED) {
            context.header("WWW-Authenticate", "Bearer");
        }
        context.header("Cache-Control", "no-store");
        context.contentType(Problem.CONTENT_TYPE).result(problem.json().toString());
    }

    /** What there is to say of an exception; logs it if it is a defect. */
    public static Problem problem(Exception failure, Context context) {
        if (failure instanceof TidegateException error) {
            return error.code().kind() == ErrorKind.INTERNAL
                    ? Problem.of(error).inLog(logged(error, context))
                    : Problem.of(error);
        }
        if (failure instanceof HttpResponseException refusal) {
            return refused(refusal, context);
        }
        return Problem.defect(logged(failure, context));
    }

    /** What Javalin itself refuses: a path or method that is not there, a body that is too long. */
    private static Problem refused(HttpResponseException refusal, Context context) {
        String detail = refusal.getStatus() == 404
                ? "there is no " + context.method() + " " + context.path()
                : String.valueOf(refusal.getMessage());
        ErrorCode code = refusal.getStatus() < 500 ? ErrorCode.API_INVALID_PARAM : ErrorCode.INTERNAL_ERROR;
        return new Problem(code, refusal.getStatus(), detail, code.remedy(), null, null);
    }

    private static String logged(Exception failure, Context context) {
        String id = UUID.randomUUID().toString();
        log.error("request failed id={} method={} path={}", id, context.method(), context.path(), failure);
        return id;
    }
}

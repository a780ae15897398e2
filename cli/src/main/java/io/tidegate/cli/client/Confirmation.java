package io.tidegate.cli.client;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Questions that want Y or N. They go to standard error, so that an answer that is piped elsewhere stays clean. */
public final class Confirmation {
    private final PrintWriter err;
    private final Supplier<@Nullable String> lines;

    Confirmation(PrintWriter err, Supplier<@Nullable String> lines) {
        this.err = err;
        this.lines = lines;
    }

    /**
     * Asks until the answer is Y or N.
     *
     * @return whether it is Y
     * @throws TidegateException NOT_CONFIRMED when the input ends before that
     */
    public boolean ask(String question) {
        while (true) {
            err.print(question + " [Y/N] ");
            err.flush();
            String line = lines.get();
            if (line == null) {
                err.println();
                throw new TidegateException(ErrorCode.NOT_CONFIRMED, "the input ended before an answer");
            }
            switch (line.strip().toLowerCase(Locale.ROOT)) {
                case "y", "yes" -> {
                    return true;
                }
                case "n", "no" -> {
                    err.println("Nothing was changed.");
                    err.flush();
                    return false;
                }
                default -> err.println("Please answer Y or N.");
            }
        }
    }
}

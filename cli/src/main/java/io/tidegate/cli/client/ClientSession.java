package io.tidegate.cli.client;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;

/**
 * One command between its user and a server.
 *
 * @param api takes requests
 * @param out takes the answer
 * @param err takes everything else that is printed
 * @param format of the answer
 * @param progress tells what is waited for
 * @param confirmation asks
 * @param surroundings of the command
 */
public record ClientSession(
        ApiClient api,
        PrintWriter out,
        PrintWriter err,
        OutputFormat format,
        ProgressLine progress,
        Confirmation confirmation,
        Surroundings surroundings) {
    /** The exit status of a command whose user said no. */
    public static final int DECLINED = 2;

    /** Where everything but the answer is printed; what is waited for is no longer told there. */
    @Override
    public PrintWriter err() {
        progress.close();
        return err;
    }

    /** Asks a question; false if the answer is no, and nothing is to be changed. */
    public boolean confirms(String question) {
        progress.close();
        return confirmation.ask(question);
    }

    /** Prints an answer: as it came, or the way it is told here. */
    public void show(ApiAnswer answer, Consumer<PrintWriter> text) {
        progress.close();
        if (format == OutputFormat.JSON) {
            out.println(answer.text());
        } else {
            text.accept(out);
        }
        out.flush();
    }

    public ZoneId zone() {
        return surroundings.zone();
    }

    public Instant now() {
        return surroundings.clock().instant();
    }
}

package io.tidegate.server.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An answer that is parts of a page, sent one by one while the server is at work; {@code data-follow} of console.js shows
 * each as it comes. Once the client is gone nothing is sent any more, and whoever sends is not told. Not thread safe.
 */
public final class PartStream {
    private static final Logger log = LoggerFactory.getLogger(PartStream.class);

    /** Ends a part; a text may hold one too, which is a blank then. */
    private static final char END = '\u001e';

    private final Context context;
    private boolean begun;
    private boolean gone;

    public PartStream(Context context) {
        this.context = context;
    }

    /** Whether something was sent, so that the status is told already. */
    public boolean isBegun() {
        return begun;
    }

    /** Sends a part now. */
    public void send(String html) {
        if (gone) {
            return;
        }
        try {
            ServletOutputStream out = begin();
            out.write((html.replace(END, ' ') + END).getBytes(UTF_8));
            out.flush();
        } catch (IOException e) {
            log.debug("the client is gone path={}", context.path(), e);
            gone = true;
        }
    }

    private ServletOutputStream begin() throws IOException {
        if (!begun) {
            begun = true;
            context.contentType(Pages.HTML).header("Cache-Control", "no-store");
            context.header("X-Accel-Buffering", "no"); // nginx would keep parts back
        }
        return context.res().getOutputStream();
    }
}

package io.tidegate.demo;

import java.io.PrintStream;
import java.util.List;

/** Picks how the demo is shown: drawn in a terminal that can, in lines everywhere else. */
final class Screens {
    /** Set by the launcher when standard output is a terminal, which Java itself cannot tell reliably. */
    private static final String TERMINAL = "tidegate.terminal";

    private Screens() {}

    static View choose(PrintStream out, List<String> commands) {
        String kind = System.getenv("TERM");
        if (Boolean.getBoolean(TERMINAL) && kind != null && !kind.isEmpty() && !kind.equals("dumb")) {
            String noColor = System.getenv("NO_COLOR");
            return new ScreenView(out, commands, noColor == null || noColor.isEmpty());
        }
        PlainView plain = new PlainView(out);
        plain.introduce(commands);
        return plain;
    }
}

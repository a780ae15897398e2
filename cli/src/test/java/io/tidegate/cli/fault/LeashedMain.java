package io.tidegate.cli.fault;

import io.tidegate.cli.Main;
import java.io.IOException;

/** The {@code tidegate} command on a leash: it ends at once when its standard input ends, so that no test leaves it behind. */
public final class LeashedMain {
    private LeashedMain() {}

    public static void main(String[] arguments) {
        Thread leash = new Thread(LeashedMain::endWithInput, "leash");
        leash.setDaemon(true);
        leash.start();
        Main.main(arguments);
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // Only the end counts.
            }
        } catch (IOException e) {
            System.err.println("standard input is broken: " + e);
        }
        Runtime.getRuntime().halt(1);
    }
}

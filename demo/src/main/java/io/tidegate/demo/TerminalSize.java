package io.tidegate.demo;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** How large the terminal is now, as {@code stty} says; 80 by 24 if it says nothing. */
record TerminalSize(int columns, int lines) {
    private static final TerminalSize USUAL = new TerminalSize(80, 24);

    static TerminalSize ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return stty.waitFor(1, TimeUnit.SECONDS) ? parse(answer) : USUAL;
        } catch (IOException e) {
            return USUAL;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return USUAL;
        }
    }

    /** @param answer lines and columns, such as {@code 24 80} */
    static TerminalSize parse(String answer) {
        String[] numbers = answer.strip().split(" ");
        if (numbers.length != 2 || !numbers[0].matches("[1-9]\\d{0,3}") || !numbers[1].matches("[1-9]\\d{0,3}")) {
            return USUAL;
        }
        return new TerminalSize(Integer.parseInt(numbers[1]), Integer.parseInt(numbers[0]));
    }
}

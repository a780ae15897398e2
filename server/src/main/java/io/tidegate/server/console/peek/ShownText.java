package io.tidegate.server.console.peek;

/**
 * A key or value as a page shows it.
 *
 * @param text laid out and cut; empty if it is hidden or there is none
 * @param fate what became of it
 * @param more how many characters were cut off
 */
public record ShownText(String text, Fate fate, int more) {
    /** What became of a text. */
    public enum Fate {
        SHOWN,
        HIDDEN,
        NONE
    }
}

package io.tidegate.state;

/**
 * That the definition of a changefeed was changed on purpose.
 *
 * @param who name of the account that did it
 * @param what it did, in a word
 */
public record ConfigChange(String who, String what) {
    /** What stands for the definition that was there before anything was written down; nobody knows who gave it. */
    public static final ConfigChange FOUND = new ConfigChange("", "found");
}

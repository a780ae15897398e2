package io.tidegate.server.console.wizard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A page of the wizard, in the order in which they come. */
public enum Step {
    TARGET,
    CHANGEFEED,
    SPECIFICATION,
    REVIEW;

    /** The word for it in paths and keys of texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether what is chosen on its page decides which fields there are. */
    boolean hasChangingFields() {
        return switch (this) {
            case TARGET -> true;
            case CHANGEFEED, SPECIFICATION, REVIEW -> false;
        };
    }

    static Optional<Step> of(String word) {
        return Arrays.stream(values()).filter(step -> step.word().equals(word)).findFirst();
    }

    /** The one behind it; the last one itself. */
    Step next() {
        return switch (this) {
            case TARGET -> CHANGEFEED;
            case CHANGEFEED -> SPECIFICATION;
            case SPECIFICATION, REVIEW -> REVIEW;
        };
    }
}

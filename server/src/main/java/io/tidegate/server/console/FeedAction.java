package io.tidegate.server.console;

import io.tidegate.server.changefeed.ChangefeedState;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What an operator can do with a changefeed. */
public enum FeedAction {
    SCALE(true),
    PAUSE(false),
    RESUME(false),
    DUPLICATE(true),
    REWIND(true),
    DELETE(true);

    private static final Set<FeedAction> ALWAYS = EnumSet.of(SCALE, DUPLICATE, DELETE);

    private final boolean asksFirst;

    FeedAction(boolean asksFirst) {
        this.asksFirst = asksFirst;
    }

    /** Whether there is something to say before it is done. */
    public boolean asksFirst() {
        return asksFirst;
    }

    /** The word for it in paths and keys of texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those that make sense in a state, in a fixed order. */
    static List<FeedAction> in(ChangefeedState state) {
        EnumSet<FeedAction> actions = EnumSet.copyOf(ALWAYS);
        switch (state) {
            case CREATING, RUNNING, WARNING -> actions.add(PAUSE);
            case PAUSED, FAILED, FINISHED -> {
                actions.add(RESUME);
                actions.add(REWIND);
            }
            case EDITING, PAUSING, RESUMING -> {}
            case DELETING -> actions.clear();
        }
        return List.copyOf(actions);
    }
}

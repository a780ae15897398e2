package io.tidegate.server.changefeed;

/** What a changefeed does, as a console shows it. */
public enum ChangefeedState {
    /** It starts for the first time. */
    CREATING("normal"),
    RUNNING("normal"),
    /** A paused one whose settings are being changed. */
    EDITING("stopped"),
    PAUSING("stopped"),
    PAUSED("stopped"),
    RESUMING("normal"),
    DELETING("removed"),
    /** It makes no progress, or tries again after an error. */
    WARNING("warning"),
    FAILED("failed"),
    /** It has delivered everything up to its target. */
    FINISHED("finished");

    private final String ticdc;

    ChangefeedState(String ticdc) {
        this.ticdc = ticdc;
    }

    /** The name of the state in TiCDC's API. */
    public String ticdc() {
        return ticdc;
    }
}

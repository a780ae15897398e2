package io.tidegate.config;

/** What becomes of tables whose rows cannot be told apart by a key. */
public enum KeylessTables {
    /** A changefeed that matches one is not created; such tables that come later are left out. */
    REFUSED,
    /** They are left out. */
    LEFT_OUT,
    /** They are replicated; a repeated change of theirs cannot be recognised. */
    REPLICATED
}

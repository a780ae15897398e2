package io.tidegate.error;

/** The family of an error; decides the exit status of a command. */
public enum ErrorKind {
    /** Wrong arguments or configuration. */
    USAGE(2),
    /** A server that cannot be reached, refuses us or fails a check. */
    CONNECTION(3),
    /** A position that is gone, or data that cannot be decoded, encoded or delivered. */
    DATA(4),
    /** A defect of ours or of the machine. */
    INTERNAL(5);

    private final int exitStatus;

    ErrorKind(int exitStatus) {
        this.exitStatus = exitStatus;
    }

    /** The exit status of a command that ends with such an error. */
    public int exitStatus() {
        return exitStatus;
    }
}

package io.tidegate.check;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of one check before the start.
 *
 * @param status whether it holds
 * @param code stable identifier, such as {@code M002}
 * @param subject what was looked at, such as {@code binlog_format}
 * @param text what was found
 * @param remedy what to do, with the exact statement or command; null when it passed
 */
public record Check(
        Status status,
        String code,
        String subject,
        String text,
        @Nullable String remedy) {
    /** Whether a check holds. */
    public enum Status {
        PASS,
        /** The changefeed can start, but the user should know. */
        WARN,
        /** The changefeed cannot start. */
        FAIL
    }

    public static Check pass(String code, String subject, String text) {
        return new Check(Status.PASS, code, subject, text, null);
    }

    public static Check warn(String code, String subject, String text, String remedy) {
        return new Check(Status.WARN, code, subject, text, remedy);
    }

    public static Check fail(String code, String subject, String text, String remedy) {
        return new Check(Status.FAIL, code, subject, text, remedy);
    }
}

package io.tidegate.server.changefeed;

import io.tidegate.error.TidegateException;
import java.time.Instant;

/**
 * An error that a changefeed met, without anything secret.
 *
 * @param time when it was met
 * @param code of the catalogue
 * @param message the sentence
 * @param remedy what to do
 */
public record ErrorReport(Instant time, String code, String message, String remedy) {
    public static ErrorReport of(TidegateException error, Instant time) {
        return new ErrorReport(time, error.code().code(), error.sentence(), error.remedy());
    }
}

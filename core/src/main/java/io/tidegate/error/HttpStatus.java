package io.tidegate.error;

import java.util.Map;

/**
 * With which HTTP status the API tells of an error. As in TiCDC what a request asks for and cannot have is 400, an unknown
 * changefeed too; unlike there, that holds of every error that the request is the reason for. Only what TiCDC does not know
 * has statuses of its own.
 */
final class HttpStatus {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int INTERNAL_SERVER_ERROR = 500;

    private static final Map<ErrorCode, Integer> OWN = Map.ofEntries(
            Map.entry(ErrorCode.UNAUTHENTICATED, UNAUTHORIZED),
            Map.entry(ErrorCode.FORBIDDEN, FORBIDDEN),
            Map.entry(ErrorCode.FILE_OUTSIDE_ROOTS, FORBIDDEN),
            Map.entry(ErrorCode.CLUSTER_NOT_EXISTS, NOT_FOUND),
            Map.entry(ErrorCode.CLUSTER_ALREADY_EXISTS, CONFLICT),
            Map.entry(ErrorCode.CLUSTER_IN_USE, CONFLICT),
            Map.entry(ErrorCode.DRAFT_NOT_EXISTS, NOT_FOUND),
            Map.entry(ErrorCode.ACCOUNT_NOT_EXISTS, NOT_FOUND),
            Map.entry(ErrorCode.ACCOUNT_ALREADY_EXISTS, CONFLICT),
            Map.entry(ErrorCode.LAST_ADMIN, CONFLICT),
            Map.entry(ErrorCode.TOKEN_NOT_EXISTS, NOT_FOUND),
            Map.entry(ErrorCode.TOO_MANY_REQUESTS, TOO_MANY_REQUESTS),
            Map.entry(ErrorCode.STATE_UNREADABLE, INTERNAL_SERVER_ERROR));

    private HttpStatus() {}

    static int of(ErrorCode code) {
        Integer own = OWN.get(code);
        if (own != null) {
            return own;
        }
        return switch (code.kind()) {
            case USAGE, CONNECTION, DATA -> BAD_REQUEST;
            case INTERNAL -> INTERNAL_SERVER_ERROR;
        };
    }
}

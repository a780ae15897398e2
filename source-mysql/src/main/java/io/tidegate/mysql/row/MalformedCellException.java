package io.tidegate.mysql.row;

/** Bytes of a cell that no server writes. Thrown by what decodes values, named with table and column by the image. */
final class MalformedCellException extends RuntimeException {
    MalformedCellException(String message) {
        super(message);
    }
}

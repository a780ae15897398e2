package io.tidegate.encode.openprotocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** Reads the inside of a string literal of Go back into bytes, as a consumer has to. */
final class GoLiteral {
    private GoLiteral() {}

    static byte[] bytes(String literal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < literal.length()) {
            int codePoint = literal.codePointAt(at);
            at += Character.charCount(codePoint);
            if (codePoint != '\\') {
                bytes.writeBytes(Character.toString(codePoint).getBytes(UTF_8));
                continue;
            }
            char form = literal.charAt(at++);
            switch (form) {
                case 'x' -> {
                    bytes.write(Integer.parseInt(literal, at, at + 2, 16));
                    at += 2;
                }
                case 'u' -> {
                    bytes.writeBytes(Character.toString(Integer.parseInt(literal, at, at + 4, 16))
                            .getBytes(UTF_8));
                    at += 4;
                }
                case 'U' -> {
                    bytes.writeBytes(Character.toString(Integer.parseInt(literal, at, at + 8, 16))
                            .getBytes(UTF_8));
                    at += 8;
                }
                default -> bytes.write(simple(form));
            }
        }
        return bytes.toByteArray();
    }

    private static int simple(char form) {
        return switch (form) {
            case 'a' -> 7;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 11;
            case '\\', '"' -> form;
            default -> throw new IllegalArgumentException("no such escape: \\" + form);
        };
    }
}

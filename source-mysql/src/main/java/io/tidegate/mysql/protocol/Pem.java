package io.tidegate.mysql.protocol;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of a PEM text, RFC 7468. */
final class Pem {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

    private Pem() {}

    /**
     * The decoded blocks of one kind, in order.
     *
     * @throws IllegalArgumentException if one is not Base64
     */
    static List<byte[]> all(String text, String kind) {
        List<byte[]> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(kind)) {
                blocks.add(Base64.getMimeDecoder().decode(matcher.group(2)));
            }
        }
        return blocks;
    }

    /**
     * The first block of a kind.
     *
     * @throws IllegalArgumentException if there is none, or it is not Base64
     */
    static byte[] first(String text, String kind) {
        List<byte[]> blocks = all(text, kind);
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException("no block " + kind);
        }
        return blocks.get(0);
    }
}

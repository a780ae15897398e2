package io.tidegate.mysql.protocol;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The first packet of a server, version 10 of the handshake.
 *
 * @param versionText as sent
 * @param connectionId number of the connection
 * @param capabilities what the server offers
 * @param scramble the random bytes a password is mixed with
 * @param plugin the login method the server prefers
 */
record Greeting(String versionText, long connectionId, int capabilities, byte[] scramble, String plugin) {
    private static final int VERSION = 10;
    private static final int SCRAMBLE_HEAD = 8;
    private static final String MARIADB_PREFIX = "5.5.5-";
    private static final Pattern NUMBERS = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?");

    static Greeting parse(byte[] payload) {
        PayloadReader reader = new PayloadReader(payload);
        int protocol = reader.u8();
        if (protocol != VERSION) {
            throw new TidegateException(
                    ErrorCode.SOURCE_PROTOCOL, "the server greets with version " + protocol + ", not " + VERSION);
        }
        String version = reader.zeroTerminated();
        long connectionId = reader.u32();
        byte[] head = reader.bytes(SCRAMBLE_HEAD);
        reader.skip(1);
        int capabilities = reader.u16();
        reader.skip(3);
        capabilities |= reader.u16() << 16;
        if ((capabilities & Capability.NEEDED) != Capability.NEEDED) {
            throw new TidegateException(
                    ErrorCode.SOURCE_PROTOCOL, "server version " + version + " is too old for this client");
        }
        int scrambleLength = reader.u8();
        reader.skip(10);
        byte[] tail = reader.bytes(Math.max(13, scrambleLength - SCRAMBLE_HEAD));
        byte[] scramble = new byte[SCRAMBLE_HEAD + tail.length - 1];
        System.arraycopy(head, 0, scramble, 0, SCRAMBLE_HEAD);
        System.arraycopy(tail, 0, scramble, SCRAMBLE_HEAD, tail.length - 1);
        return new Greeting(version, connectionId, capabilities, scramble, reader.zeroTerminated());
    }

    ServerInfo serverInfo(boolean secure) {
        // The version text can be set by an administrator; the capability can't.
        boolean mariadb = versionText.contains("MariaDB") || (capabilities & Capability.LONG_PASSWORD) == 0;
        String text = mariadb && versionText.startsWith(MARIADB_PREFIX)
                ? versionText.substring(MARIADB_PREFIX.length())
                : versionText;
        return new ServerInfo(
                mariadb ? ServerInfo.Flavour.MARIADB : ServerInfo.Flavour.MYSQL,
                text,
                number(text),
                connectionId,
                capabilities,
                secure);
    }

    private static int number(String text) {
        Matcher matcher = NUMBERS.matcher(text);
        if (!matcher.lookingAt()) {
            return 0;
        }
        String patch = matcher.group(3);
        return Integer.parseInt(matcher.group(1)) * 10000
                + Integer.parseInt(matcher.group(2)) * 100
                + (patch == null ? 0 : Integer.parseInt(patch));
    }
}

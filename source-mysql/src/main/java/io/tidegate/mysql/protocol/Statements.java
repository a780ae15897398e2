package io.tidegate.mysql.protocol;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements in the text protocol, their results held whole. */
final class Statements {
    private static final int COM_QUERY = 3;
    private static final int OK = 0x00;
    private static final int EOF = 0xFE;
    private static final int EOF_LENGTH_LIMIT = 9;
    private static final int LOCAL_FILE = 0xFB;

    private final PacketChannel channel;

    Statements(PacketChannel channel) {
        this.channel = channel;
    }

    /** The rows of a query; none for a statement without a result. */
    List<List<@Nullable String>> run(String sql) throws IOException, Refusal {
        channel.command(new PayloadWriter().u8(COM_QUERY).text(sql).toBytes());
        byte[] answer = readAnswer();
        PayloadReader reader = new PayloadReader(answer);
        int first = answer[0] & 0xFF;
        if (first == OK) {
            return List.of();
        }
        if (first == LOCAL_FILE) {
            throw new TidegateException(ErrorCode.SOURCE_PROTOCOL, "the server asks for a file of this machine");
        }
        long columns = reader.lengthEncoded();
        for (long column = 0; column < columns; column++) {
            readAnswer();
        }
        readAnswer();
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (byte[] row = readAnswer(); !isEnd(row); row = readAnswer()) {
            rows.add(values(row, columns));
        }
        return rows;
    }

    /** Sends a command that is answered by OK. */
    void command(byte[] payload) throws IOException, Refusal {
        channel.command(payload);
        byte[] answer = readAnswer();
        if (answer[0] != OK) {
            throw new TidegateException(
                    ErrorCode.SOURCE_PROTOCOL, "the server answers a command with a packet of kind " + answer[0]);
        }
    }

    private static List<@Nullable String> values(byte[] row, long columns) {
        PayloadReader reader = new PayloadReader(row);
        List<@Nullable String> values = new ArrayList<>();
        for (long column = 0; column < columns; column++) {
            values.add(reader.textValue());
        }
        return values;
    }

    private static boolean isEnd(byte[] packet) {
        return (packet[0] & 0xFF) == EOF && packet.length < EOF_LENGTH_LIMIT;
    }

    private byte[] readAnswer() throws IOException, Refusal {
        byte[] packet = channel.read();
        if (packet.length == 0) {
            throw new TidegateException(ErrorCode.SOURCE_PROTOCOL, "the server answers with an empty packet");
        }
        if ((packet[0] & 0xFF) == ServerError.MARKER) {
            throw new Refusal(ServerError.parse(packet));
        }
        return packet;
    }
}

package io.tidegate.encode.deadletter;

import io.tidegate.encode.json.JsonEscapes;
import io.tidegate.encode.json.JsonText;
import io.tidegate.error.TidegateException;
import io.tidegate.model.ByteBuilder;
import io.tidegate.model.IntegerText;
import io.tidegate.model.RowCursor;
import io.tidegate.model.RowImage;
import io.tidegate.model.RowKind;
import io.tidegate.model.TableVersion;

/**
 * Writes the notice of a row that cannot be sent, one JSON object in UTF-8 whatever the format of the changefeed:
 *
 * <pre>{"schema":"shop","table":"orders","kind":"INSERT","commitTs":449459100136243201,"handleKey":{"id":"7"},
 * "oldHandleKey":null,"code":"CDC:ErrMessageTooLarge","error":"…","topic":"orders","partition":3}</pre>
 *
 * <p>Values of the handle key are texts as in Canal-JSON. {@code handleKey} is that of the new row, of a DELETE that of the
 * old one; {@code oldHandleKey} is there when an UPDATE changed it. Both are null when the table has no handle key, and
 * when its values cannot be read or make the notice too large. For one thread.
 */
public final class DeadLetterEncoder {
    private static final int USUAL_LENGTH = 512;

    private final ByteBuilder text = new ByteBuilder(USUAL_LENGTH);
    private final KeyText keys = new KeyText();

    /**
     * The notice of the cursor's current row.
     *
     * @param as the kind it was to be sent as
     * @param topic where it was to go
     * @param partition where it was to go
     * @param failure why it cannot
     * @param maxLength the most bytes of a notice with a key; one without is always short
     */
    public byte[] encode(
            RowCursor row, RowKind as, String topic, int partition, TidegateException failure, int maxLength) {
        if (!write(row, as, true, maxLength)) {
            write(row, as, false, maxLength);
        }
        text.appendAscii(",\"code\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, failure.code().code(), text);
        text.appendAscii(",\"error\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, failure.sentence(), text);
        text.appendAscii(",\"topic\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, topic, text);
        text.appendAscii(",\"partition\":");
        IntegerText.append(partition, text);
        text.append((byte) '}');
        return text.toBytes();
    }

    /** Writes what identifies the row; false when its key cannot be written. */
    private boolean write(RowCursor row, RowKind as, boolean withKey, int maxLength) {
        TableVersion table = row.table();
        text.clear();
        text.appendAscii("{\"schema\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, table.name().schema(), text);
        text.appendAscii(",\"table\":");
        JsonText.appendQuoted(JsonEscapes.PLAIN, table.name().table(), text);
        text.appendAscii(",\"kind\":\"" + as.name() + "\",\"commitTs\":");
        IntegerText.appendUnsigned(row.commitTs(), text);
        text.appendAscii(",\"handleKey\":");
        boolean hasKey = withKey && table.handleKey().length > 0;
        return appendKey(table, as == RowKind.DELETE ? row.before() : row.after(), hasKey, maxLength)
                && appendOldKey(row, as, hasKey, maxLength);
    }

    private boolean appendOldKey(RowCursor row, RowKind as, boolean hasKey, int maxLength) {
        text.appendAscii(",\"oldHandleKey\":");
        return appendKey(row.table(), row.before(), hasKey && as == RowKind.UPDATE && changesKey(row), maxLength);
    }

    private boolean appendKey(TableVersion table, RowImage image, boolean wanted, int maxLength) {
        if (!wanted) {
            text.appendAscii("null");
            return true;
        }
        try {
            return keys.append(table, image, text, maxLength);
        } catch (TidegateException unreadable) {
            // The failure of the row tells why already.
            return false;
        }
    }

    private static boolean changesKey(RowCursor row) {
        for (int column : row.table().handleKey()) {
            if (!row.sameBytes(column)) {
                return true;
            }
        }
        return false;
    }
}

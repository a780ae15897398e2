package io.tidegate.testkit.rows;

import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import io.tidegate.model.RowImage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row image over Java values: Long for everything {@link #integer} reads, Float, Double, String for all text forms,
 * byte[] for bytes, null for NULL. The texts of TIMESTAMPs are in UTC.
 */
final class ValueImage implements RowImage {
    private List<@Nullable Object> values = List.of();

    void wrap(List<@Nullable Object> values) {
        this.values = values;
    }

    @Nullable
    Object value(int column) {
        return values.get(column);
    }

    @Override
    public boolean isNull(int column) {
        return values.get(column) == null;
    }

    @Override
    public long integer(int column) {
        return ((Number) present(column)).longValue();
    }

    @Override
    public float float32(int column) {
        return ((Number) present(column)).floatValue();
    }

    @Override
    public double float64(int column) {
        return ((Number) present(column)).doubleValue();
    }

    @Override
    public void decimalText(int column, ByteBuilder out) {
        out.appendAscii((String) present(column));
    }

    @Override
    public void temporalText(int column, ByteBuilder out) {
        out.appendAscii((String) present(column));
    }

    @Override
    public long timestampMicros(int column) {
        String text = (String) present(column);
        if (text.startsWith("0000-00-00")) {
            return 0;
        }
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text.replace(' ', 'T') + "Z"));
    }

    @Override
    public void text(int column, ByteSlice out) {
        byte[] utf8 = ((String) present(column)).getBytes(StandardCharsets.UTF_8);
        out.wrap(utf8, 0, utf8.length);
    }

    @Override
    public void bytes(int column, ByteSlice out) {
        byte[] bytes = (byte[]) present(column);
        out.wrap(bytes, 0, bytes.length);
    }

    @Override
    public void jsonText(int column, ByteSlice out) {
        text(column, out);
    }

    @Override
    public void vectorText(int column, ByteBuilder out) {
        out.appendAscii((String) present(column));
    }

    private Object present(int column) {
        return Objects.requireNonNull(values.get(column), "column is NULL");
    }
}

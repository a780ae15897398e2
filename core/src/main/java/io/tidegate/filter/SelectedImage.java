package io.tidegate.filter;

import io.tidegate.model.ByteBuilder;
import io.tidegate.model.ByteSlice;
import io.tidegate.model.RowImage;
import java.util.function.Supplier;

/** Some columns of an image that a cursor has; asked for anew each time, since a cursor may have several. */
final class SelectedImage implements RowImage {
    private final Supplier<RowImage> whole;
    private final int[] ordinals;

    SelectedImage(Supplier<RowImage> whole, int[] ordinals) {
        this.whole = whole;
        this.ordinals = ordinals;
    }

    @Override
    public boolean isNull(int column) {
        return whole.get().isNull(ordinals[column]);
    }

    @Override
    public long integer(int column) {
        return whole.get().integer(ordinals[column]);
    }

    @Override
    public float float32(int column) {
        return whole.get().float32(ordinals[column]);
    }

    @Override
    public double float64(int column) {
        return whole.get().float64(ordinals[column]);
    }

    @Override
    public void decimalText(int column, ByteBuilder out) {
        whole.get().decimalText(ordinals[column], out);
    }

    @Override
    public void temporalText(int column, ByteBuilder out) {
        whole.get().temporalText(ordinals[column], out);
    }

    @Override
    public long timestampMicros(int column) {
        return whole.get().timestampMicros(ordinals[column]);
    }

    @Override
    public void text(int column, ByteSlice out) {
        whole.get().text(ordinals[column], out);
    }

    @Override
    public void bytes(int column, ByteSlice out) {
        whole.get().bytes(ordinals[column], out);
    }

    @Override
    public void jsonText(int column, ByteSlice out) {
        whole.get().jsonText(ordinals[column], out);
    }

    @Override
    public void vectorText(int column, ByteBuilder out) {
        whole.get().vectorText(ordinals[column], out);
    }
}

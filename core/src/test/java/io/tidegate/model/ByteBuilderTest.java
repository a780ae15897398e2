package io.tidegate.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ByteBuilderTest {
    @Test
    void anArrayIsKeptForTheNextMessageUnlessAGiantOneHasMadeItTooLarge() {
        ByteBuilder builder = new ByteBuilder(16);
        builder.append(new byte[1 << 20]);
        byte[] usual = builder.array();

        builder.recycle();
        assertThat(builder.length()).isZero();
        assertThat(builder.array()).isSameAs(usual);

        builder.append(new byte[20 << 20]);
        builder.recycle();
        assertThat(builder.length()).isZero();
        assertThat(builder.array().length).isEqualTo(16 << 20);
    }
}

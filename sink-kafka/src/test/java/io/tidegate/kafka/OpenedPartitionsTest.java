package io.tidegate.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OpenedPartitionsTest {
    private final OpenedPartitions opened = new OpenedPartitions();

    @Test
    void aPartitionIsOpenOnlyAfterItWasAdded() {
        assertThat(opened.contains("a", 3)).isFalse();
        opened.add("a", 3);
        assertThat(opened.contains("a", 3)).isTrue();
        assertThat(opened.contains("a", 2)).isFalse();
        assertThat(opened.contains("a", 4)).isFalse();
        assertThat(opened.contains("b", 3)).isFalse();
    }

    @Test
    void partitionsAddedInAnyOrderStayOpen() {
        opened.add("a", 5);
        opened.add("a", 0);
        assertThat(opened.contains("a", 5)).isTrue();
        assertThat(opened.contains("a", 0)).isTrue();
    }
}

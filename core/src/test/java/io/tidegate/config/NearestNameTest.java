package io.tidegate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("protocol", "partition-num", "ca", "INDEX", "linger.ms");

    @ParameterizedTest
    @CsvSource({
        "kitten, sitting, 3",
        "abc, abc, 0",
        "abc, acb, 1",
        "'', abc, 3",
        "abc, '', 3",
        "abcd, badc, 2",
        "ca, abc, 3",
    })
    void distancesCountEditsAndSwapsOfNeighbours(String from, String to, int distance) {
        assertThat(NearestName.distance(from, to)).isEqualTo(distance);
    }

    @Property
    void distanceIsTheSameInBothDirections(
            @ForAll @AlphaChars @StringLength(max = 12) String one,
            @ForAll @AlphaChars @StringLength(max = 12) String other) {
        assertThat(NearestName.distance(one, other))
                .isEqualTo(NearestName.distance(other, one))
                .isLessThanOrEqualTo(Math.max(one.length(), other.length()));
    }

    @ParameterizedTest
    @CsvSource({
        "protcol, protocol",
        "porotcol, protocol",
        "partition_num, partition-num",
        "PARTITION-NUM, partition-num",
        "partitions-num, partition-num",
        "index, INDEX",
        "linger-ms, linger.ms",
        "ac, ca",
    })
    void aMistypedNameIsRecognised(String typed, String meant) {
        assertThat(NearestName.of(typed, KNOWN)).contains(meant);
    }

    @Test
    void aNameThatResemblesNoneGetsNoSuggestion() {
        assertThat(NearestName.of("zookeeper", KNOWN)).isEmpty();
        assertThat(NearestName.of("xy", KNOWN)).isEmpty();
        assertThat(NearestName.of("anything", List.of())).isEmpty();
    }
}

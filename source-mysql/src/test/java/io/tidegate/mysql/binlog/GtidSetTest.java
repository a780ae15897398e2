package io.tidegate.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GtidSetTest {
    private static final String A = "0a1b2c3d-0000-1111-2222-333344445555";
    private static final String B = "ffffffff-0000-1111-2222-333344445555";
    private static final GtidSource SOURCE_A = new GtidSource(UUID.fromString(A), "");

    @Test
    void textIsReadAndWrittenInOrder() {
        String text = B + ":7,\n " + A.toUpperCase(java.util.Locale.ROOT) + ":1-5:9:11-12";
        assertThat(GtidSet.parse(text)).hasToString(A + ":1-5:9:11-12," + B + ":7");
    }

    @Test
    void tagsStandBehindTheirServer() {
        assertThat(GtidSet.parse(A + ":1-3:blue:1-5:7:red:2"))
                .hasToString(A + ":1-3," + A + ":blue:1-5:7," + A + ":red:2");
    }

    @Test
    void intervalsThatTouchAreOne() {
        GtidSet set = GtidSet.parse(A + ":1-3:7-9");
        set.add(SOURCE_A, 5);
        set.add(SOURCE_A, 4);
        set.add(SOURCE_A, 6);
        set.add(SOURCE_A, 10);
        assertThat(set).hasToString(A + ":1-10");
    }

    @Test
    void aCopyDoesNotChangeWithTheOriginal() {
        GtidSet set = GtidSet.parse(A + ":1-3");
        GtidSet copy = set.copy();
        set.add(SOURCE_A, 4);
        assertThat(copy).hasToString(A + ":1-3");
        assertThat(set).hasToString(A + ":1-4");
    }

    @Test
    void subsetAndDifferenceAreThoseOfTheServer() {
        GtidSet all = GtidSet.parse(A + ":1-10," + B + ":1-2");
        GtidSet some = GtidSet.parse(A + ":2-3:5");
        assertThat(some.isSubsetOf(all)).isTrue();
        assertThat(all.isSubsetOf(some)).isFalse();
        assertThat(all.minus(some)).hasToString(A + ":1:4:6-10," + B + ":1-2");
        assertThat(some.minus(all).isEmpty()).isTrue();
    }

    @Test
    void anyOrderOfAdditionGivesTheSameSet() {
        long seed = 20260101;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            BitSet expected = new BitSet();
            GtidSet set = GtidSet.empty();
            for (int i = 0; i < 40; i++) {
                int number = 1 + random.nextInt(60);
                expected.set(number);
                set.add(SOURCE_A, number);
            }
            for (int number = 1; number <= 61; number++) {
                assertThat(set.contains(SOURCE_A, number))
                        .as("seed %s round %s: %s in %s", seed, round, number, set)
                        .isEqualTo(expected.get(number));
            }
            assertThat(GtidSet.parse(set.toString())).isEqualTo(set);
        }
    }

    @Test
    void theWireFormHasExclusiveEnds() {
        assertThat(HexFormat.of().formatHex(GtidSet.parse(A + ":1-5:9").encode()))
                .isEqualTo("0100000000000000" + A.replace("-", "") + "0200000000000000" + "0100000000000000"
                        + "0600000000000000" + "0900000000000000" + "0a00000000000000");
    }

    @Test
    void theWireFormWithATagMarksItsHead() {
        assertThat(HexFormat.of().formatHex(GtidSet.parse(A + ":1:blue:2").encode()))
                .isEqualTo("0102000000000001" + A.replace("-", "") + "00" + "0100000000000000"
                        + "0100000000000000" + "0200000000000000" + A.replace("-", "") + "08" + "626c7565"
                        + "0100000000000000" + "0200000000000000" + "0300000000000000");
    }

    @Test
    void theWireFormReadsBack() {
        for (String text : new String[] {"", A + ":1-5:9," + B + ":4", A + ":1:blue:2-7:9"}) {
            byte[] wire = GtidSet.parse(text).encode();
            assertThat(GtidSet.decode(new EventBody(wire, 0, wire.length))).isEqualTo(GtidSet.parse(text));
        }
    }

    @Test
    void damagedTextIsRefused() {
        for (String text : new String[] {A, A + ":x y", A + ":0", A + ":1-2-3", "nonsense:1"}) {
            assertThatThrownBy(() -> GtidSet.parse(text))
                    .isInstanceOfSatisfying(TidegateException.class, refused -> assertThat(refused.code())
                            .isEqualTo(ErrorCode.POSITION_INVALID));
        }
    }

    @Test
    void mariaDbKeepsTheLastOfEachDomain() {
        MariadbGtidState state = MariadbGtidState.parse("2-3-55, 0-1-100");
        state.add(0, 7, 101);
        assertThat(state).hasToString("0-7-101,2-3-55");
        assertThat(state.covers(0, 7, 101)).isTrue();
        assertThat(state.covers(0, 7, 102)).isFalse();
        assertThat(state.covers(0, 1, 50)).isFalse();
        assertThat(state.covers(9, 1, 1)).isFalse();
        assertThatThrownBy(() -> MariadbGtidState.parse("0-1")).isInstanceOf(TidegateException.class);
    }
}

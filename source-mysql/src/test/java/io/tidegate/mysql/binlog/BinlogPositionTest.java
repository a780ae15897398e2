package io.tidegate.mysql.binlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.mysql.protocol.ServerInfo.Flavour;
import org.junit.jupiter.api.Test;

class BinlogPositionTest {
    @Test
    void allFieldsComeBack() {
        BinlogPosition position = new BinlogPosition(
                Flavour.MARIADB, "1", MariadbGtidState.parse("0-1-5"), "binlog.000007", 1L << 33, -2L, 12, 77);
        assertThat(BinlogPosition.parse(position.text())).isEqualTo(position);
    }

    @Test
    void aPositionWithoutGtidsComesBack() {
        BinlogPosition position = new BinlogPosition(Flavour.MYSQL, "uuid", null, "binlog.000007", 4, 9, 0, 0);
        assertThat(BinlogPosition.parse(position.text())).isEqualTo(position);
        assertThat(position.text())
                .isEqualTo("{\"v\":1,\"flavour\":\"mysql\",\"server\":\"uuid\",\"file\":\"binlog.000007\","
                        + "\"pos\":\"4\",\"lastTs\":\"9\"}");
    }

    @Test
    void anEmptyGtidStateIsNotTheSameAsNone() {
        BinlogPosition position =
                new BinlogPosition(Flavour.MARIADB, "1", MariadbGtidState.empty(), "binlog.000001", 4, 0, 0, 0);
        assertThat(BinlogPosition.parse(position.text())).isEqualTo(position);
    }

    @Test
    void damagedTextIsRefused() {
        String good = new BinlogPosition(Flavour.MYSQL, "u", null, "f", 4, 9, 0, 0).text();
        for (String text : new String[] {
            "",
            "{",
            "[]",
            "{}",
            "null",
            good.replace("\"v\":1", "\"v\":2"),
            good.replace("mysql", "oracle"),
            good.replace("\"4\"", "\"four\""),
            good.replace("\"file\":\"f\",", ""),
            good.substring(0, good.length() - 1)
        }) {
            assertThatThrownBy(() -> BinlogPosition.parse(text))
                    .as(text)
                    .isInstanceOfSatisfying(TidegateException.class, refused -> assertThat(refused.code())
                            .isEqualTo(ErrorCode.POSITION_INVALID));
        }
    }
}

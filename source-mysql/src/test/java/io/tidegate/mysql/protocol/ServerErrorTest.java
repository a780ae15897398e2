package io.tidegate.mysql.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerErrorTest {
    private static final DumpRequest REQUEST = new DumpRequest(
            new DumpRequest.FilePosition("binlog.000007", 1234), 77, "uuid", Duration.ofSeconds(1), "host");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POSITION_LOST | Could not find first log file name in binary log index file",
                "POSITION_LOST | Cannot replicate because the source purged required binary logs. Replicate the missing transactions from elsewhere",
                "POSITION_LOST | The slave is connecting using CHANGE MASTER TO MASTER_AUTO_POSITION = 1, but the master has purged binary logs containing GTIDs that the slave requires.",
                "POSITION_LOST | Could not find GTID state requested by slave in any binlog files. Probably the slave state is too old and required binlog files have been purged.",
                "POSITION_INVALID | Client requested master to start replication from impossible position; the first event 'binlog.000007' at 1234",
                "POSITION_INVALID | binlog truncated in the middle of event; consider out of disk space on master",
                "POSITION_INVALID | Slave has more GTIDs than the master has, using the master's SERVER_UUID.",
                "POSITION_INVALID | Error: connecting slave requested to start from GTID 0-7-99999, which is not in the master's binlog",
                "POSITION_INVALID | log event entry exceeded max_allowed_packet; Increase max_allowed_packet on master",
                "SOURCE_DUPLICATE_READER | A slave with the same server_uuid/server_id as this slave has connected to the master",
                "SOURCE_CONFIG_UNSUITABLE | Misconfigured master - server_id was not set",
            })
    void aRefusedDumpSaysWhatIsWrongWithThePosition(ErrorCode code, String text) {
        assertThat(new ServerError(1236, text).dumpFailure(REQUEST, "cdc").code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1227 | Access denied; you need (at least one of) the SUPER, REPLICATION CLIENT privilege(s) for this operation | GRANT REPLICATION CLIENT ON *.* TO 'cdc'@'%';",
                "1142 | SELECT command denied to user 'cdc'@'10.0.0.1' for table `shop`.`item` | GRANT SELECT ON `shop`.`item` TO 'cdc'@'10.0.0.1';",
                "1044 | Access denied for user 'cdc'@'%' to database 'shop' | GRANT SELECT ON `shop`.* TO 'cdc'@'%';",
                "1227 | Access denied | GRANT SELECT, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO 'cdc'@'%';",
            })
    void aMissingPrivilegeComesWithTheStatementThatGivesIt(int number, String text, String grant) {
        TidegateException failure = new ServerError(number, text).failure("cdc");
        assertThat(failure.code()).isEqualTo(ErrorCode.SOURCE_GRANT_MISSING);
        assertThat(failure.remedy()).isEqualTo(grant);
    }

    @ParameterizedTest
    @CsvSource({
        "1045, SOURCE_ACCESS_DENIED",
        "1130, SOURCE_ACCESS_DENIED",
        "1040, SOURCE_UNREACHABLE",
        "1053, SOURCE_CONNECTION_LOST",
        "2059, SOURCE_AUTH_UNSUPPORTED",
        "3159, SOURCE_TLS_FAILED",
        "1064, SOURCE_CONFIG_UNSUITABLE",
    })
    void anErrorNumberDecidesTheCode(int number, ErrorCode code) {
        assertThat(new ServerError(number, "text").failure("cdc").code()).isEqualTo(code);
    }

    @Test
    void anErrorBeforeTheLoginHasNoState() {
        byte[] packet = new PayloadWriter()
                .u8(0xFF)
                .u16(1040)
                .text("Too many connections")
                .toBytes();
        assertThat(ServerError.parse(packet)).isEqualTo(new ServerError(1040, "Too many connections"));
        byte[] later = new PayloadWriter()
                .u8(0xFF)
                .u16(1045)
                .text("#28000Access denied")
                .toBytes();
        assertThat(ServerError.parse(later)).isEqualTo(new ServerError(1045, "Access denied"));
    }
}

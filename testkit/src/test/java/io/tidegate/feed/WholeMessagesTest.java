package io.tidegate.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidegate.encode.EncodedMessage;
import io.tidegate.encode.MessageLimits;
import io.tidegate.error.ErrorCode;
import io.tidegate.error.TidegateException;
import io.tidegate.model.Ddl;
import io.tidegate.model.DdlKind;
import io.tidegate.model.TableName;
import org.junit.jupiter.api.Test;

/** Which statements are too large for their topic, and how they are named. */
class WholeMessagesTest {
    private static final WholeMessages WHOLE = new WholeMessages(MessageLimits.of(1000));

    @Test
    void aMessageUpToTheLimitIsSentAndOneByteMoreIsRefused() {
        int room = 1000 - MessageLimits.RECORD_OVERHEAD;
        WHOLE.require(new EncodedMessage(new byte[10], new byte[room - 10]), "t", ddl("DROP TABLE x"));
        WHOLE.require(new EncodedMessage(null, new byte[room]), "t", ddl("DROP TABLE x"));
        TidegateException refusal = catchThrowableOfType(
                TidegateException.class,
                () -> WHOLE.require(new EncodedMessage(new byte[10], new byte[room - 9]), "t", ddl("DROP TABLE x")));
        assertThat(refusal.code()).isEqualTo(ErrorCode.MESSAGE_TOO_LARGE);
        assertThat(refusal.retryable()).isFalse();
        assertThat(refusal.detail())
                .isEqualTo("the message of the statement DROP TABLE x with commit-ts 7:"
                        + " 1001 bytes, the limit of topic t is 1000");
        assertThat(refusal.remedy()).contains("max.message.bytes", "ignore-sql");
    }

    @Test
    void ofALongStatementTheBeginningIsShown() {
        String sql = "ALTER TABLE x ADD COLUMN " + "y".repeat(5000);
        TidegateException refusal = catchThrowableOfType(
                TidegateException.class, () -> WHOLE.require(new EncodedMessage(null, new byte[6000]), "t", ddl(sql)));
        assertThat(refusal.detail())
                .contains(sql.substring(0, 200) + "… (5025 characters)")
                .hasSizeLessThan(400);
    }

    @Test
    void whatTheBrokerRefusesForItsSizeIsNamedAndOtherFailuresStayWhatTheyAre() {
        TidegateException refused =
                new TidegateException(ErrorCode.MESSAGE_TOO_LARGE, "topic t, 900 bytes: RecordTooLargeException");
        assertThat(WholeMessages.named(refused, ddl("DROP TABLE x")).detail())
                .isEqualTo("the message of the statement DROP TABLE x with commit-ts 7: " + refused.detail());
        TidegateException lost = new TidegateException(ErrorCode.KAFKA_SEND, "gone");
        assertThat(WholeMessages.named(lost, ddl("DROP TABLE x"))).isSameAs(lost);
    }

    private static Ddl ddl(String sql) {
        return new Ddl(7, DdlKind.DROP_TABLE, new TableName("s", "x"), null, sql, null);
    }
}
